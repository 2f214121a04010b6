/* Which pages of results there are, as far as the answers tell: an uncertain total is no promise of pages. */

(function () {
  "use strict";

  const ui = window.archiveSearchUi;

  const BESIDE = 2;
  /* Pages shown by number on each side of the present one. */

  ui.Pages = class {
    constructor(size) {
      this.size = size;
      this.asked = null; // the address of the first page: another query begins anew
      this.last = 1; // the last page known
      this.end = Infinity; // no page after this one
      this.total = null; // the exact total, once an answer told it
    }

    /* Takes in the answer of a page. */
    learn(answer, current) {
      const asked = ui.hashOf(Object.assign({}, current, { page: 1 }));
      if (asked !== this.asked) Object.assign(this, { asked, last: 1, end: Infinity, total: null });
      const { length } = answer.results;
      if (length) this.last = Math.max(this.last, current.page);
      if (length < this.size) this.end = Math.min(this.end, Math.max(this.last, current.page - (length ? 0 : 1)));
      if (!answer.total || !answer.exact) return;
      this.total = answer.total;
      this.last = Math.max(this.last, Math.ceil(answer.total / this.size));
    }

    /* An answer with the exact total where that is known. */
    counted(answer) {
      return this.total && answer.total && !answer.exact ? Object.assign({}, answer, { total: this.total, exact: true }) : answer;
    }

    /* Whether there may be a page after the present one. What only the quotation marks tell apart is listed after what
       the total counts. */
    more({ kind, results, total }, { page }) {
      if (page < this.last) return true;
      if (page >= this.end || results.length < this.size) return false;
      return kind === "near" || results[results.length - 1].near || (!this.total && total > page * this.size);
    }

    /* The numbers to show: the first, the last, and those beside a page. */
    shown(page) {
      const here = Math.min(page, this.last);
      const all = Array.from({ length: this.last }, (_, n) => n + 1);
      return all.filter((n) => n === 1 || n === this.last || Math.abs(n - here) <= BESIDE);
    }

    /* What to say on a page after the last. */
    beyond({ page }) {
      return this.total ? `没有第 ${page} 页，全部结果只有 ${this.last} 页。` : `第 ${page} 页没有结果。`;
    }
  };
})();
