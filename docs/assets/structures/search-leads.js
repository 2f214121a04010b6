/* 小标题 among the results of the search page: those that hold all the words, above the other results, looked for once
   these are drawn. */

(function () {
  "use strict";

  const ui = window.archiveSearchUi;
  const el = ui.el;
  const SHOWN = 6;
  const BUDGET = 150; // KB, compressed, that a lookup may load

  const list = el("ul", { class: "points" });
  const more = el("a", { class: "more" }, "");
  const box = el("section", { class: "lead-hits", "aria-labelledby": "lead-hits-title", hidden: true }, [
    el("h2", { id: "lead-hits-title" }, "小标题"),
    list,
    el("p", {}, more),
  ]);

  /* The plain words of a query: what is typed as a filter, excluded, or empty is left out; null where nothing is left
     or where a filter is typed that a row of 小标题 cannot answer. */
  function wordsOf(query) {
    const words = query.split(/[\s　]+/).filter((word) => word && !/^-/.test(word));
    if (words.some((word) => /[:：]/.test(word))) return null;
    return words.map((word) => word.replace(/["“”]/g, "")).filter((word) => word).join(" ") || null;
  }

  let asked = 0;

  /* What has been drawn is on the screen. */
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

  function hide() {
    box.removeAttribute("aria-busy");
    box.hidden = true;
    list.textContent = "";
  }

  /* Called when results are drawn, which are never kept waiting by 小标题, and when the next search begins: what was
     being looked for then is given up. */
  async function show() {
    const number = (asked += 1);
    const going = () => number === asked;
    const state = ui.drawn;
    const idle = !ui.readAddress().q;
    if (!state) return idle ? hide() : null; // those of the last search stay until they are replaced
    const words = wordsOf(state.q);
    const filters = state.filters;
    if (!words || words.replace(/\s/g, "").length < 2 || filters.meeting || state.page > 1) return hide();
    let answer = { rows: [], total: 0, exact: true };
    box.setAttribute("aria-busy", "true");
    await painted();
    if (!going()) return null;
    try {
      answer = await ui.findLeads(
        {
          words,
          year: filters.year,
          part: filters.part,
          unit: filters.unit,
          sector: filters.sector,
          subject: filters.subject,
          aspects: filters.aspect,
          frameworks: filters.framework,
          budget: BUDGET,
          going,
        },
        SHOWN
      );
    } catch (error) {
      answer.total = 0; // the other results stay
    }
    if (!answer || !going()) return null;
    hide();
    if (!answer.rows.length) return null;
    list.append(...answer.rows.map((row) => ui.leadItem(row, words)));
    const count = answer.exact ? `共 ${answer.total} 条` : `至少 ${answer.total} 条`;
    more.textContent = `小标题${count}，到小标题库里看`;
    more.href = ui.root + "points/index.html#" + new URLSearchParams({ q: words });
    box.hidden = false;
    return null;
  }

  /* The search page makes the place of its results when it starts; the box is put above it. */
  function settle() {
    const page = document.getElementById("search-page");
    const results = page.querySelector(".hits");
    if (!results) return setTimeout(settle, 100);
    results.before(box);
    page.addEventListener("drawn", show);
    return show();
  }

  settle();
})();
