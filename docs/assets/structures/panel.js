/* The outline beside a material's text, copied as text or as Markdown. (opening.js opens it.) */

(function () {
  "use strict";

  const ui = window.archiveSearchUi;
  const panel = document.getElementById("outline");

  // ---------------------------------------------------------------- copying

  const title = (document.querySelector("h1") || { textContent: document.title }).textContent.replace(/\s+/g, " ").trim();

  /* The lines of the outline: level from 1, whether it is a point, its words. */
  const lines = () =>
    Array.from(panel.querySelectorAll(".outline-lines > li")).map((item) => ({
      level: Number(/level-(\d)/.exec(item.className)[1]),
      point: item.classList.contains("is-point"),
      words: item.querySelector("a").textContent,
    }));

  const asText = () =>
    [title, ""].concat(lines().map((line) => "　".repeat(line.level - 1) + line.words)).join("\n") + "\n";

  /* Headings from ## down, points as a list; what Markdown would take for a mark is escaped. */
  function asMarkdown() {
    const safe = (words) => words.replace(/[\\`*_[\]<>#|~]/g, "\\$&").replace(/^(\d+)([.)])/, "$1\\$2");
    const written = [`# ${safe(title)}`];
    let before = null;
    for (const line of lines()) {
      const item = line.point ? `${"  ".repeat(Math.max(0, line.level - (before || 1) - 1))}- ${safe(line.words)}` : "";
      if (!line.point) before = line.level;
      const heading = `${"#".repeat(Math.min(6, line.level + 1))} ${safe(line.words)}`;
      const follows = line.point && written[written.length - 1].replace(/^\s+/, "").startsWith("- ");
      written.push((follows ? "" : "\n") + (line.point ? item : heading));
    }
    return written.join("\n") + "\n";
  }

  const said = ui.el("span", { class: "outline-said", role: "status" });

  function button(words, make) {
    const element = ui.el("button", { type: "button", class: "outline-tool" }, words);
    element.addEventListener("click", async () => {
      const done = await ui.copy(make());
      said.textContent = done ? "已复制" : "浏览器没有让复制，请选中后按 Ctrl+C";
      clearTimeout(button.timer);
      button.timer = setTimeout(() => (said.textContent = ""), 4000);
    });
    return element;
  }

  const tools = panel.querySelector(".outline-tools");
  tools.prepend(button("复制文字", asText), button("复制 Markdown", asMarkdown));
  tools.append(said);
})();
