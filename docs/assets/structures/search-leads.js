/* 小标题 among the results of the search page: those that hold all the words, above the other results. */

(function () {
  "use strict";

  const ui = window.archiveSearchUi;
  const el = ui.el;
  const SHOWN = 6;

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

  async function show() {
    const number = (asked += 1);
    const state = ui.readAddress();
    const words = wordsOf(state.q || "");
    const filters = state.filters;
    if (!words || words.replace(/\s/g, "").length < 2 || filters.meeting || state.page > 1) {
      box.hidden = true;
      return;
    }
    let answer = { rows: [], total: 0, exact: true };
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
        },
        SHOWN
      );
    } catch (error) {
      answer.total = 0; // the other results stay
    }
    if (number !== asked) return;
    box.hidden = !answer.total;
    list.textContent = "";
    list.append(...answer.rows.map((row) => ui.leadItem(row, words)));
    const count = answer.exact ? `共 ${answer.total} 条` : `至少 ${answer.total} 条`;
    more.textContent = `小标题${count}，到小标题库里看`;
    more.href = ui.root + "points/index.html#" + new URLSearchParams({ q: words });
  }

  /* The search page makes its results when it starts; the box is put above them once they are there. */
  function settle() {
    const results = document.querySelector("#search-page .hits");
    if (!results) return setTimeout(settle, 100);
    results.before(box);
    window.addEventListener("hashchange", show);
    show();
    return null;
  }

  settle();
})();
