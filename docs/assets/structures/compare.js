/* compare.html?ids=a,b,c&view=outline: the materials' data as a table, outline or full text. */

(function () {
  "use strict";

  const ui = window.archiveSearchUi;
  const el = ui.el;
  const MOST = 4;
  const ID = /^[A-Za-z0-9_-]{1,64}$/;
  const VIEWS = [["outline", "提纲"], ["text", "全文"]];
  const place = document.getElementById("compare");

  function readAddress() {
    const values = new URLSearchParams(location.search);
    const ids = (values.get("ids") || "").split(/[,，、\s]+/).filter((id) => ID.test(id));
    return { ids: Array.from(new Set(ids)).slice(0, MOST), view: values.get("view") === "text" ? "text" : "outline" };
  }

  const addressOf = (state) => `${ui.root}compare.html?ids=${state.ids.join(",")}&view=${state.view}`;

  let state = readAddress();
  let materials = [];

  /* Shows another state; where the browser allows no new address without loading (older ones, from a folder), loads it. */
  function go(next) {
    const focus = document.activeElement && document.activeElement.dataset.focus;
    try {
      history.pushState(null, "", addressOf(next));
    } catch (error) {
      location.assign(addressOf(next));
      return;
    }
    state = next;
    load().then(() => {
      const again = focus && place.querySelector(`[data-focus="${focus}"]`);
      if (again) again.focus();
    });
  }

  window.addEventListener("popstate", () => {
    state = readAddress();
    load();
  });

  async function load() {
    materials = await Promise.all(
      state.ids.map((id) => ui.data(`materials/${id}`).catch(() => ({ id, missing: true, title: `找不到编号 ${id} 的材料`, cells: [], shares: [] })))
    );
    draw();
  }

  // ---------------------------------------------------------------- drawing

  function draw() {
    place.textContent = "";
    const found = materials.filter((one) => !one.missing);
    for (const one of materials.filter((other) => other.missing)) place.append(el("p", { class: "notice" }, one.title));
    if (found.length < 2) {
      place.append(help(found));
      return;
    }
    const aligned = ui.align(found);
    place.append(tools(found), differences(aligned), table(found, aligned));
    document.title = `对照：${found.map((one) => one.title).join("｜")}`;
  }

  function help(found) {
    const chosen = ui.chosenMaterials ? ui.chosenMaterials() : [];
    const words = found.length ? "只有一份，再选一份才能对照。" : "还没有选材料。";
    const links = [["全部材料", "materials/index.html"], ["提纲", "outlines/index.html"], ["按带头", "aspects/index.html"]].map(([name, path]) =>
      el("a", { href: ui.root + path }, name)
    );
    const lines = [el("p", {}, [words, "到这些列表里勾选：", links[0], "、", links[1], "、", links[2], "。"])];
    if (chosen.length > 1) {
      const ids = chosen.map((one) => one.id);
      lines.push(el("p", {}, el("a", { class: "tray-go", href: addressOf({ ids, view: "outline" }) }, `对照已选的 ${ids.length} 份`)));
    }
    return el("div", { class: "compare-help" }, lines);
  }

  function tools(found) {
    const said = el("span", { class: "outline-said", role: "status" });
    const views = VIEWS.map(([view, name]) => {
      const on = state.view === view;
      const button = el("button", { type: "button", class: "outline-tool", "aria-pressed": String(on), "data-focus": view }, name);
      button.addEventListener("click", () => go({ ids: state.ids, view }));
      return button;
    });
    const share = el("button", { type: "button", class: "outline-tool" }, "复制链接");
    share.addEventListener("click", async () => {
      said.textContent = (await ui.copy(addressOf(state))) ? "已复制，发给别人打开是同一个样子" : "请从地址栏复制";
    });
    const print = el("button", { type: "button", class: "outline-tool" }, "打印（横向 A4）");
    print.addEventListener("click", () => window.print());
    const view = el("span", { class: "compare-views", role: "group", "aria-label": "怎样看" }, views);
    return el("p", { class: "compare-tools" }, [view, share, print, el("span", { class: "compare-hint" }, `${found.length} 份`), said]);
  }

  function differences(aligned) {
    const list = aligned.differences.length
      ? el("ul", {}, aligned.differences.map((text) => el("li", {}, text)))
      : el("p", {}, "部分和方面都相同，次序也相同。");
    return el("section", { class: "compare-differences", "aria-label": "结构上的不同" }, [el("h2", {}, "结构上的不同"), list]);
  }

  function table(found, aligned) {
    const head = el("tr", {}, [el("th", { scope: "col", class: "corner" }, "")].concat(found.map(column)));
    const body = aligned.rows.map((row) => {
      const name = el("th", { scope: "row" }, [el("span", { class: "part" }, row.aspect ? row.part : ""), row.label]);
      const cells = row.cells.map((cell, n) => drawCell(cell, row.notes[n], found[n]));
      return el("tr", { class: row.cells.every((cell) => cell) ? "" : "uneven" }, [name].concat(cells));
    });
    const table = el("table", { class: `compare-table columns-${found.length}` }, [el("thead", {}, head), el("tbody", {}, body)]);
    return el("div", { class: "compare-scroll", tabindex: "0", role: "region", "aria-label": "并排的材料，可左右滚动" }, table);
  }

  function column(one, n) {
    const remove = el("button", { type: "button", class: "tray-remove", "aria-label": `不比这份：${one.title}` }, "移去");
    remove.addEventListener("click", () => go({ ids: state.ids.filter((id) => id !== one.id), view: state.view }));
    const meta = [one.year ? `${one.year}年度` : "年度不详", one.unit || "单位不详", one.subject, `${one.characters.toLocaleString("zh")} 字`];
    const shares = one.shares.map(([part, , , percent]) => `${part} ${percent}%`).join("　");
    return el("th", { scope: "col" }, [
      el("span", { class: "letter" }, "甲乙丙丁"[n]),
      el("a", { href: `${ui.root}materials/${one.id}.html` }, titled(one.title)),
      el("span", { class: "meta" }, meta.filter((text) => text).join("　")),
      one.exemplar ? el("span", { class: "meta" }, `范例：${one.exemplar}`) : null,
      bar(one.shares),
      el("span", { class: "meta shares" }, shares),
      remove,
    ]);
  }

  /* The title in nodes: no line breaks between the number of a year and its 年度. */
  function titled(title) {
    const pieces = title.split(/((?:19|20)\d\d年度?)/);
    return pieces.filter((piece) => piece).map((piece) => (/^\d{4}年/.test(piece) ? el("span", { class: "nobr" }, piece) : piece));
  }

  function bar(shares) {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    for (const [name, value] of [["class", "parts-bar"], ["viewBox", "0 0 100 6"], ["preserveAspectRatio", "none"], ["aria-hidden", "true"]])
      svg.setAttribute(name, value);
    let start = 0;
    for (const [, kind, , percent] of shares) {
      const rect = document.createElementNS(space, "rect");
      for (const [name, value] of [["class", "part-" + kind], ["x", start], ["width", percent], ["height", 6]]) rect.setAttribute(name, value);
      svg.append(rect);
      start += percent;
    }
    return svg;
  }

  function drawCell(cell, note, one) {
    const said = note ? el("p", { class: /^\d+ 点$/.test(note) ? "note is-count" : "note" }, note) : null;
    if (!cell) return el("td", { class: "missing" }, said);
    const wanted = state.view === "text" ? ["h", "t"] : ["h", "p"];
    let items = cell.items.filter((item) => wanted.includes(item[0]));
    if (!items.length) items = [["t", 0, "", excerpt(cell)]];
    const tops = items.filter((item) => item[0] === "h").map((item) => item[1]);
    const top = tops.length ? Math.min(...tops) : 1;
    const page = `${ui.root}materials/${one.id}.html`;
    const lines = items.map(([kind, level, anchor, text]) => {
      const depth = kind === "h" ? Math.min(3, level - top) : 3;
      const words = kind === "h" && state.view === "outline" ? text.replace(/。$/, "") : text; // its text does not follow
      const inner = anchor && kind !== "t" ? el("a", { href: `${page}#${anchor}` }, words) : text;
      return el("p", { class: kind === "t" ? "text" : kind === "p" ? `point depth-${level}` : `heading depth-${depth}` }, inner);
    });
    return el("td", {}, [said].concat(lines));
  }

  /* Where a cell has neither headings nor points, its outline is the beginning of its text. */
  function excerpt(cell) {
    const text = (cell.items.find((item) => item[0] === "t") || ["", 0, "", ""])[3];
    return text.length > 60 ? text.slice(0, 60) + "…" : text;
  }

  load();
})();
