/* On a page opened from a result: marks what was found, goes to the first match, and lets the reader step on. */

(function () {
  "use strict";

  const ui = window.archiveSearchUi;
  const el = ui.el;

  const BLOCKS = "p, h1, h2, h3, h4, h5, h6, li, td, th, div, br";
  const SKIPPED = ".headerlink, .aspect, .hint, script, style";

  ui.markPage = async function (query) {
    const engine = await ui.engine();
    if (!engine || !engine.mark) return;
    const parts = Array.from(document.querySelectorAll("#title, .md-typeset > .text"));
    let spans = [];
    for (const part of parts) spans = spans.concat(markPart(part, engine, query));
    if (!spans.length) return;
    const bar = new Bar(spans, query);
    bar.go(firstAfter(spans, location.hash));
  };

  // ---------------------------------------------------------------- marking

  /* The text nodes of a part, and its text with a line end between blocks, as the index has it. */
  function read(part) {
    const nodes = [];
    let text = "";
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, {
      acceptNode: (node) =>
        node.nodeType === 1 && node.matches(SKIPPED) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    });
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === 3) {
        if (!node.data || (!node.data.trim() && node.parentNode === part)) continue;
        nodes.push({ node, start: text.length, end: text.length + node.data.length });
        text += node.data;
      } else if (node.matches(BLOCKS) && text && !text.endsWith("\n")) text += "\n";
    }
    return { nodes, text };
  }

  /* Marks the matches of a part; gives for each match its elements (several where it crosses others). */
  function markPart(part, engine, query) {
    const { nodes, text } = read(part);
    let found = [];
    try {
      found = engine.mark(text, query) || [];
    } catch (error) {
      return [];
    }
    const spans = found.map(() => []);
    // From the end, so that cutting a node does not move what stands before it.
    for (let n = found.length - 1, place = nodes.length - 1; n >= 0; n -= 1) {
      const [start, end] = found[n];
      while (place > 0 && nodes[place].start >= end) place -= 1;
      for (let i = place; i >= 0 && nodes[i].end > start; i -= 1) {
        const low = Math.max(start, nodes[i].start) - nodes[i].start;
        const high = Math.min(end, nodes[i].end) - nodes[i].start;
        if (low >= high || high > nodes[i].node.data.length) continue;
        spans[n].unshift(wrap(nodes[i].node, low, high));
      }
    }
    return spans.filter((marks) => marks.length);
  }

  function wrap(node, low, high) {
    const middle = low ? node.splitText(low) : node;
    if (high - low < middle.data.length) middle.splitText(high - low);
    const mark = el("mark", { class: "found-mark" });
    middle.parentNode.insertBefore(mark, middle);
    mark.append(middle);
    return mark;
  }

  /* The first match at or after the place that the address names; the introduction and the closing have no anchor
     of their own. */
  function firstAfter(spans, hash) {
    let anchor = null;
    try {
      anchor = decodeURIComponent(hash.slice(1));
    } catch (error) {
      anchor = null;
    }
    const text = document.querySelector(".md-typeset > .text");
    const target = anchor === "preamble" ? text : anchor === "closing" ? text.querySelector(".closing-rule") : document.getElementById(anchor || "");
    if (!target) return 0;
    const place = spans.findIndex(([mark]) => target.contains(mark) || target.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING);
    return Math.max(0, place);
  }

  // ---------------------------------------------------------------- the bar

  class Bar {
    constructor(spans, query) {
      this.spans = spans;
      this.place = -1;
      this.count = el("span", { class: "marks-count", role: "status", "aria-live": "polite" });
      const button = (name, icon, act) => {
        const made = el("button", { type: "button", "aria-label": name, title: name }, ui.icon(icon));
        made.addEventListener("click", act);
        return made;
      };
      const previous = button("上一处", ui.icons.previous, () => this.go(this.place - 1));
      const next = button("下一处", ui.icons.next, () => this.go(this.place + 1));
      const close = button("不再标出", ui.icons.close, () => this.close());
      previous.hidden = next.hidden = spans.length < 2;
      const way = new URLSearchParams(location.search).get("back") || String(new URLSearchParams({ q: query }));
      const back = el("a", { class: "marks-back", href: ui.searchPage + "#" + way }, "回到结果");
      this.node = el("div", { class: "marks-bar", role: "region", "aria-label": "本页匹配" }, [this.count, previous, next, back, close]);
      document.body.append(this.node);
    }

    go(place) {
      const many = this.spans.length;
      const calm = this.place < 0 || window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      this.show(false);
      this.place = ((place % many) + many) % many;
      this.show(true);
      this.count.textContent = many > 1 ? `本页 ${many} 处匹配，第 ${this.place + 1} 处` : "本页 1 处匹配";
      const first = this.spans[this.place][0];
      for (let box = first.parentElement; box; box = box.parentElement) if (box.tagName === "DETAILS") box.open = true;
      first.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    }

    show(current) {
      for (const mark of this.spans[this.place] || []) mark.classList.toggle("found-mark--current", current);
    }

    /* Takes marks and bar away, and the words out of the address. */
    close() {
      for (const mark of document.querySelectorAll(".found-mark")) {
        const parent = mark.parentNode;
        mark.replaceWith(...mark.childNodes);
        parent.normalize();
      }
      this.node.remove();
      try {
        history.replaceState(null, "", location.pathname + location.hash);
      } catch (error) {
        // from a folder, older browsers do not allow it: the address keeps the words
      }
    }
  }
})();
