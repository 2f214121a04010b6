/* On a page opened from a result: marks what was found, goes to the first match, and lets the reader step on. The first
   match is held in view while the page still changes (scripts and pictures that come late), until the reader acts. */

(function () {
  "use strict";

  const ui = window.archiveSearchUi;
  const el = ui.el;

  const BLOCKS = "p, h1, h2, h3, h4, h5, h6, li, td, th, div, br";
  const SKIPPED = ".headerlink, .aspect, .hint, script, style";

  ui.markPage = async function (query) {
    const reader = new Reader();
    const engine = await ui.engine();
    if (!engine || !engine.mark) return;
    const parts = Array.from(document.querySelectorAll("#title, .md-typeset > .text"));
    if (engine.ready) await engine.ready([query].concat(parts.map((part) => part.textContent)).join("\n"));
    let spans = [];
    for (const part of parts) spans = spans.concat(markPart(part, engine, query));
    if (!spans.length) return;
    const bar = new Bar(spans, query);
    if (reader.acted) return; // is somewhere already, and can step to the matches
    const first = bar.go(firstAfter(spans, location.hash));
    hold(first, reader);
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

  // ---------------------------------------------------------------- the first match stays in view

  /* Whether the reader has done anything with the page yet; one who comes back to it by Back or Forward has. */
  class Reader {
    constructor() {
      const [way] = performance.getEntriesByType("navigation");
      this.acted = Boolean(way) && way.type === "back_forward";
      this.then = () => null;
      const act = (event) => event.repeat || this.act(); // the Enter that opened the page may still be held
      for (const name of ["wheel", "touchstart", "pointerdown", "keydown"]) {
        window.addEventListener(name, act, { capture: true, passive: true });
      }
    }

    act() {
      this.acted = true;
      this.then();
    }
  }

  const EARLY = 200; // milliseconds after loading in which the browser may still go to the address's anchor by itself

  /* Keeps an element in the middle of the window whenever the page is laid out anew, until the reader acts. A page that
     moves without being laid out anew was moved by the browser while it loads, by the reader (who dragged the scroll
     bar) later on. */
  function hold(element, reader) {
    if (!("ResizeObserver" in window)) return;
    const boxes = [document.querySelector(".md-typeset > .text"), document.body];
    const sizes = () => boxes.map((box) => [box.offsetWidth, box.offsetHeight]).join();
    const top = () => Math.round(element.getBoundingClientRect().top);
    let early = true;
    let known;
    const centre = () => {
      element.scrollIntoView({ block: "center" });
      known = [sizes(), top()];
    };
    const moved = () => {
      if (known[0] !== sizes() || Math.abs(known[1] - top()) <= 2) return;
      if (early) centre();
      else reader.act();
    };
    const watch = new ResizeObserver(centre);
    reader.then = () => {
      watch.disconnect();
      window.removeEventListener("scroll", moved);
    };
    centre();
    for (const box of boxes) watch.observe(box);
    window.addEventListener("scroll", moved, { passive: true });
    const loaded = () => setTimeout(() => (early = false), EARLY);
    if (document.readyState === "complete") loaded();
    else window.addEventListener("load", loaded);
  }

  // ---------------------------------------------------------------- the bar

  class Bar {
    constructor(spans, query) {
      this.spans = spans;
      this.place = -1; // none yet
      this.count = el("span", { class: "marks-count", role: "status", "aria-live": "polite" });
      const button = (name, icon, act) => {
        const made = el("button", { type: "button", "aria-label": name, title: name }, ui.icon(icon));
        made.addEventListener("click", act);
        return made;
      };
      this.previous = button("上一处", ui.icons.previous, () => this.go(Math.max(0, this.place) - 1));
      this.next = button("下一处", ui.icons.next, () => this.go(this.place + 1));
      const close = button("不再标出", ui.icons.close, () => this.close());
      const way = new URLSearchParams(location.search).get("back") || String(new URLSearchParams({ q: query }));
      const back = el("a", { class: "marks-back", href: ui.searchPage + "#" + way }, "回到结果");
      this.node = el("div", { class: "marks-bar", role: "region", "aria-label": "本页匹配" }, [this.count, this.previous, this.next, back, close]);
      document.body.append(this.node);
      this.tell();
    }

    /* Goes to a match, counted round; gives its first element. */
    go(place) {
      const many = this.spans.length;
      const calm = this.place < 0 || window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      this.show(false);
      this.place = ((place % many) + many) % many;
      this.show(true);
      this.tell();
      const first = this.spans[this.place][0];
      for (let box = first.parentElement; box; box = box.parentElement) if (box.tagName === "DETAILS") box.open = true;
      first.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
      return first;
    }

    /* How many there are and which is shown; nothing to step on to where there is but the one that is shown. */
    tell() {
      const many = this.spans.length;
      this.count.textContent = "";
      if (many > 1 && this.place >= 0) {
        const words = { long: `本页 ${many} 处匹配，第 ${this.place + 1} 处`, short: `${this.place + 1}/${many} 处` }; // for phones
        for (const length of ["long", "short"]) this.count.append(el("span", { class: `marks-${length}` }, words[length]));
      } else this.count.textContent = `本页 ${many} 处匹配`;
      this.previous.hidden = this.next.hidden = many < 2 && this.place >= 0;
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
