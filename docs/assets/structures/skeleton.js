/* A skeleton to start from: copied as Markdown, or saved as a file. */

(function () {
  "use strict";

  const ui = window.archiveSearchUi;
  const box = document.querySelector(".skeleton");
  const text = () => box.querySelector("code").textContent;
  const said = ui.el("span", { class: "outline-said", role: "status" });
  const copy = ui.el("button", { type: "button", class: "outline-tool" }, "复制 Markdown");
  const save = ui.el("button", { type: "button", class: "outline-tool" }, "存成 Markdown 文件");

  copy.addEventListener("click", async () => {
    said.textContent = (await ui.copy(text())) ? "已复制" : "浏览器没有让复制，请选中后按 Ctrl+C";
  });
  save.addEventListener("click", () => {
    const name = document.querySelector("h1").textContent.split("：")[0].replace(/[\\/:*?"<>|\s]+/g, "_");
    ui.save(`${name}骨架.md`, text(), "text/markdown");
    said.textContent = "已存成文件";
  });

  const tools = box.querySelector(".skeleton-tools") || ui.el("p", { class: "skeleton-tools" });
  tools.append(copy, save, said);
  if (!tools.parentNode) box.prepend(tools);
})();
