/* Choosing materials to compare: a tick beside each material of a list, and a tray at the foot of the page.

   What is chosen is kept in this browser until it is cleared, so that one can go from list to list. */

(function () {
  "use strict";

  const ui = window.archiveSearchUi;
  const el = ui.el;
  const MOST = 4;
  const KEY = "archive-compare";
  const ID = /^[A-Za-z0-9_-]{1,64}$/;
  const PAGE = /(?:^|\/)materials\/([A-Za-z0-9_-]{1,64})\.html$/;

  let chosen = read();

  /* What is kept: [{id, title}]. Anything else that may lie there is left out. */
  function read() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY)) || [];
      return kept.filter((one) => one && ID.test(one.id) && typeof one.title === "string").slice(0, MOST);
    } catch (error) {
      return [];
    }
  }

  function keep() {
    try {
      localStorage.setItem(KEY, JSON.stringify(chosen));
    } catch (error) {
      // nothing may be stored: the choice holds for this page
    }
    draw();
  }

  const isChosen = (id) => chosen.some((one) => one.id === id);

  function toggle(id, title) {
    if (isChosen(id)) chosen = chosen.filter((one) => one.id !== id);
    else if (chosen.length < MOST) chosen = chosen.concat({ id, title: title.trim().slice(0, 80) });
    keep();
  }

  // ---------------------------------------------------------------- ticks

  const ticks = [];

  function idOf(link) {
    const found = PAGE.exec(new URL(link.href, location.href).pathname);
    return found && !link.hash && found[1] !== "index" && !/^index-p\d+$/.test(found[1]) ? found[1] : null;
  }

  function addTick(link) {
    const id = idOf(link);
    if (!id) return;
    const box = el("input", { type: "checkbox", class: "pick", "aria-label": `选来对照：${link.textContent}`, title: "选来对照；按回车到页面底部的对照栏" });
    box.addEventListener("change", () => toggle(id, link.textContent));
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || tray.hidden) return; // a long list lies between a tick and the tray
      event.preventDefault();
      (go.href ? go : clear).focus();
    });
    ticks.push({ id, box });
    link.before(box);
  }

  for (const link of document.querySelectorAll(".materials li > a, .materials li > p > a, .found .from > a, .outline-card .from > a")) addTick(link);

  /* A material's own page has a button among the tools of its outline. */
  const tools = document.querySelector("#outline .outline-tools");
  const own = PAGE.exec(decodeURIComponent(location.pathname));
  let button = null;
  if (tools && own) {
    button = el("button", { type: "button", class: "outline-tool", "aria-pressed": "false" }, "加入对照");
    const heading = document.querySelector("h1");
    button.addEventListener("click", () => toggle(own[1], heading ? heading.textContent : own[1]));
    tools.append(button);
  }

  // ---------------------------------------------------------------- tray

  const names = el("span", { class: "tray-names" });
  const go = el("a", { class: "tray-go" }, "去对照");
  const clear = el("button", { type: "button", class: "outline-tool" }, "清空");
  const count = el("b", { role: "status" }, "");
  const tray = el("div", { class: "tray", role: "region", "aria-label": "选来对照的材料", hidden: true }, [count, names, go, clear]);
  clear.addEventListener("click", () => {
    chosen = [];
    keep();
  });
  document.body.append(tray);

  function draw() {
    for (const { id, box } of ticks) {
      box.checked = isChosen(id);
      box.disabled = !box.checked && chosen.length >= MOST;
    }
    if (button) {
      const on = isChosen(own[1]);
      button.textContent = on ? "已选来对照" : "加入对照";
      button.setAttribute("aria-pressed", String(on));
      button.disabled = !on && chosen.length >= MOST;
    }
    const comparing = Boolean(document.getElementById("compare"));
    tray.hidden = !chosen.length || comparing;
    document.body.classList.toggle("has-tray", !tray.hidden);
    count.textContent = `已选 ${chosen.length} 份`;
    names.textContent = "";
    for (const one of chosen) {
      const remove = el("button", { type: "button", class: "tray-remove", "aria-label": `不选：${one.title}`, title: one.title }, [
        el("span", {}, one.title),
        " ×",
      ]);
      remove.addEventListener("click", () => toggle(one.id, one.title));
      names.append(remove);
    }
    const enough = chosen.length > 1;
    go.textContent = enough ? "去对照" : "再选一份就能对照";
    if (enough) go.href = ui.root + "compare.html?ids=" + chosen.map((one) => one.id).join(",") + "&view=outline";
    else go.removeAttribute("href");
  }

  window.addEventListener("storage", (event) => {
    if (event.key !== KEY) return;
    chosen = read();
    draw();
  });
  window.addEventListener("pageshow", () => {
    chosen = read();
    draw();
  });
  ui.chosenMaterials = () => chosen.slice();
  ui.chooseMaterials = (materials) => {
    chosen = materials.slice(0, MOST);
    keep();
  };
  draw();
})();
