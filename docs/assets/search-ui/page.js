/* The search page: a big box, facets, chips, results with paging, copying and saving.

   The address holds the whole state; whatever changes it (typing, a facet, a page, Back) leads through `draw`. */

(function () {
  "use strict";

  const ui = window.archiveSearchUi;
  const el = ui.el;

  const SIZE = 10;
  const MOST_SAVED = 500;
  const PATIENCE = 300; // milliseconds before it is said that a search is under way

  ui.startSearchPage = function () {
    if (!ui.tidyAddress()) return;
    const place = document.getElementById("search-page");
    const help = document.getElementById("search-help");
    const title = document.title;
    let state = ui.readAddress();
    let committed = true; // what stands in the address is no half-typed query
    let asked = 0;
    let last = null; // the answer that is shown
    const pages = new ui.Pages(SIZE);

    // ---------------------------------------------------------------- the parts of the page

    const box = ui.makeBox("page-find", "查找", "输入字词或整句，如：担当作为 年度:2021");
    const chips = el("div", { class: "chips-chosen", role: "group", "aria-label": "已选条件", hidden: true });
    const facetForm = el("form", { class: "facets" });
    const facetFold = el("details", { class: "facets-fold", hidden: true }, [el("summary", {}, "筛选"), facetForm]);
    const total = el("p", { class: "find-total", role: "status", "aria-live": "polite", tabindex: "-1" });
    const message = el("p", { class: "find-message", hidden: true });
    const copyText = button("复制本页", "把本页结果复制成文字");
    const copyCsv = button("复制为表格", "把本页结果复制成 CSV");
    const saveCsv = button("下载 CSV", `把结果存成 CSV 文件，最多 ${MOST_SAVED} 处，可用 Excel 打开`);
    const tools = el("div", { class: "find-tools", role: "group", "aria-label": "带走结果", hidden: true }, [copyText, copyCsv, saveCsv]);
    const said = el("span", { class: "find-said-line", role: "status", "aria-live": "polite" });
    const hits = el("ol", { class: "hits" });
    const pager = el("nav", { class: "find-pager", "aria-label": "结果分页", hidden: true });
    const bar = el("div", { class: "find-bar" }, [total, tools]);
    const printed = el("p", { class: "find-printed" }); // on paper, where box and chips are not
    const main = el("div", { class: "find-main", hidden: true }, [printed, bar, said, message, hits, pager]);
    const columns = el("div", { class: "find-columns" }, [facetFold, main]);
    place.append(box.form, chips, columns);
    facetForm.addEventListener("submit", (event) => event.preventDefault());
    facetFold.open = window.matchMedia("(min-width: 45em)").matches;

    ui.combobox(box, { results: 0, completions: 6, submit: commit, typed: draft });
    if (ui.headerBox) ui.goToSearch = commit;
    ui.focusBox = () => {
      box.input.focus();
      box.input.select();
    };
    ui.engine();
    offerExamples();

    // ---------------------------------------------------------------- what changes the state

    function go(next, isDraft) {
      const replaces = isDraft && !committed;
      committed = !isDraft;
      state = next;
      ui.writeAddress(state, replaces); // the event that follows finds nothing new
      draw();
    }

    function draft(text) {
      if (text.trim() !== state.q.trim()) go({ q: text, filters: state.filters, page: 1 }, true);
    }

    function commit(text) {
      const q = text.trim();
      if (q === state.q.trim()) {
        committed = true;
        total.focus({ preventScroll: true });
        return;
      }
      go({ q, filters: state.filters, page: 1 }, false);
    }

    const change = (field, value, chosen) => go(ui.withFilter(state, field, value, chosen), false);
    const clear = () => go({ q: state.q, filters: {}, page: 1 }, false);

    window.addEventListener("hashchange", () => {
      const next = ui.readAddress();
      if (ui.hashOf(next) === ui.hashOf(state)) return;
      const turned = next.page !== state.page;
      state = next;
      committed = true;
      box.set(state.q);
      draw(turned);
    });

    // ---------------------------------------------------------------- drawing

    /* Tells others on the page whose results are drawn: a state, or null while a search is under way or there is none. */
    function drawn(current) {
      ui.drawn = current;
      place.dispatchEvent(new CustomEvent("drawn"));
    }

    async function draw(turned) {
      const number = (asked += 1);
      drawn(null);
      const current = state;
      const { q, filters, page } = current;
      if (document.activeElement !== box.input) box.set(q);
      if (ui.headerBox && document.activeElement !== ui.headerBox.input) ui.headerBox.set(q);
      const idle = !q.trim() && !Object.keys(filters).length;
      document.title = idle ? title : `${q.trim() || "按条件"} - ${title}`;
      help.hidden = !idle;
      main.hidden = idle;
      ui.drawChips(chips, current, change, clear);
      if (idle) {
        facetFold.hidden = true;
        last = null;
        return;
      }
      const slow = setTimeout(() => (total.textContent = "正在查找……"), PATIENCE);
      main.setAttribute("aria-busy", "true");
      const question = { limit: SIZE, offset: (page - 1) * SIZE, filters };
      const answer = (await ui.search(q, question)) || ui.noAnswer();
      clearTimeout(slow);
      if (number !== asked) return;
      main.removeAttribute("aria-busy");
      last = answer;
      drawAnswer(answer, current);
      printed.textContent = askedOf(current);
      if (turned) toTop();
      drawn(current);
      // Only now, so that nothing that counts need delays the results.
      const counts = await ui.ask("facets", q, { filters, fields: ui.FIELDS.map((field) => field.name) });
      if (number !== asked) return;
      // Where the conditions leave nothing, what there is without them is worth seeing.
      const without = Object.keys(filters).length && ["none", "near"].includes(answer.kind);
      const fits = counts && (counts.kind === answer.kind || without);
      if (fits && !without && counts.exact && !answer.exact) {
        last = { ...answer, total: counts.total, exact: true };
        drawTotal(last, current);
      }
      if (counts && counts.message && !answer.message) tellOf(counts.message);
      const some = ui.drawFacets(facetForm, current, fits ? counts : null, change);
      facetFold.hidden = !some;
      ui.drawChips(chips, current, change, clear); // names of values are known now
      printed.textContent = askedOf(current);
    }

    const askedOf = (current) => [current.q.trim()].concat(ui.conditionsOf(current)).filter((part) => part).join("　");

    function tellOf(text) {
      message.textContent = text;
      message.hidden = !text;
    }

    function drawTotal(answer, current) {
      const first = (current.page - 1) * SIZE + 1;
      const count = answer.results.length;
      const near = answer.kind === "near";
      const range = count && (near || answer.total > SIZE) ? `，这里是第 ${first}–${first + count - 1} ${ui.measureOf(answer)}` : "";
      pages.learn(answer, current);
      total.textContent = near ? `相近结果${range}` : ui.totalOf(pages.counted(answer)) + range;
      total.title = answer.exact || !answer.total ? "" : "还没有逐条核对完；已经列出的都与原文核对过";
      if (answer.kind === "none" && !answer.total) total.textContent = "没有结果";
      drawPager(answer, current);
    }

    function drawAnswer(answer, current) {
      const first = (current.page - 1) * SIZE + 1;
      const count = answer.results.length;
      drawTotal(answer, current);
      const beyond = !count && current.page > 1 && (answer.kind !== "none" || answer.exact); // else it failed
      tellOf(beyond ? pages.beyond(current) : ui.explanation(answer));
      if (beyond) message.append(pageLink(`到第 ${pages.last} 页`, pages.last, current));
      hits.textContent = "";
      hits.start = first;
      hits.className = "hits hits--" + answer.kind;
      hits.append(...answer.results.map((result) => hit(result, answer, current)));
      tools.hidden = !count;
      said.textContent = "";
    }

    function hit(result, answer, current) {
      const nodes = ui.resultNodes(result, answer);
      return el("li", { class: "hit" }, [
        el("p", { class: "hit-top" }, el("a", { class: "hit-title", href: ui.resultAddress(result, answer, current.q, ui.hashOf(current)) }, nodes.title)),
        el("p", { class: "hit-meta" }, nodes.meta),
        el("p", { class: "hit-place" }, nodes.place),
        nodes.snippet && el("p", { class: "hit-snippet" }, nodes.snippet),
      ].concat(...ui.alsoOf(result).map((other) => also(other, answer, current))));
    }

    /* Another section of the same material, which holds the words that the first does not. */
    function also(other, answer, current) {
      const nodes = ui.alsoNodes(other, answer);
      const place = el("a", { class: "hit-also", href: ui.resultAddress(other, answer, current.q, ui.hashOf(current)) }, nodes.place);
      return [el("p", { class: "hit-place" }, place), nodes.snippet && el("p", { class: "hit-snippet" }, nodes.snippet)];
    }

    const pageLink = (text, to, { q, filters }) => el("a", { href: ui.hashOf({ q, filters, page: to }) }, text);

    function drawPager(answer, current) {
      const { page } = current;
      const beyond = page > pages.last;
      const more = pages.more(answer, current);
      pager.textContent = "";
      pager.hidden = pages.last < 2 && !more;
      if (pager.hidden) return;
      if (page > 1 && !beyond) pager.append(pageLink("上一页", page - 1, current));
      let before = 0;
      for (const n of pages.shown(page)) {
        if (n > before + 1) pager.append(el("span", { class: "gap" }, "…"));
        pager.append(n === page ? el("span", { class: "here", "aria-current": "page" }, String(n)) : pageLink(String(n), n, current));
        before = n;
      }
      if (more) pager.append(pageLink("下一页", page + 1, current));
    }

    function toTop() {
      const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      total.focus({ preventScroll: true });
      window.scrollTo({ top: 0, behavior: calm ? "auto" : "smooth" });
    }

    // ---------------------------------------------------------------- copying and saving

    const named = () => state.q.trim() || "按条件";
    const first = () => (state.page - 1) * SIZE + 1;
    const tell = (done, words) => (said.textContent = done ? words : "浏览器没有让复制，请改用“下载 CSV”。");

    copyText.addEventListener("click", async () => {
      if (!last) return;
      const heading = `查找：${named()}（${total.textContent}）\n${location.href}`;
      tell(await ui.copy(ui.asText(heading, last.results, last, first())), `已复制本页 ${last.results.length} ${ui.measureOf(last)}，可以粘贴。`);
    });
    copyCsv.addEventListener("click", async () => {
      if (!last) return;
      tell(await ui.copy(ui.asCsv(last.results, last, first())), `已复制本页 ${last.results.length} ${ui.measureOf(last)}（CSV），可以粘贴。`);
    });
    saveCsv.addEventListener("click", async () => {
      saveCsv.disabled = true;
      said.textContent = "正在取全部结果……";
      const answer = await ui.search(state.q, { limit: MOST_SAVED, offset: 0, filters: state.filters });
      saveCsv.disabled = false;
      if (!answer || !answer.results.length) {
        said.textContent = answer ? ui.explanation(answer) : ui.NO_ENGINE;
        return;
      }
      const count = answer.results.length;
      ui.save(`查找结果_${named().replace(/[\\/:*?"<>|\u0000-\u001f\s]+/g, "_").slice(0, 40)}.csv`, ui.asCsv(answer.results, answer, 1));
      const many = `${count} ${ui.measureOf(answer)}`;
      said.textContent = answer.total > count ? `已存成文件，只含前 ${many}。` : `已存成文件，共 ${many}。`;
    });

    function button(text, hint) {
      return el("button", { type: "button", class: "find-tool", title: hint }, text);
    }

    /* The examples on the page, which are plain text with JavaScript off, become links. */
    function offerExamples() {
      for (const code of document.querySelectorAll("#search-help code")) {
        const query = code.textContent;
        const link = el("a", { href: ui.hashOf({ q: query, filters: {}, page: 1 }), class: "find-example" });
        code.parentNode.insertBefore(link, code);
        link.append(code);
      }
    }

    if (!state.q && window.matchMedia("(hover: hover)").matches) box.input.focus();
    draw();
  };
})();
