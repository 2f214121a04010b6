/* In the head of a material's page: opens the outline beside the text, where there is room, as soon as it is read and
   before anything of it is painted. Opened later it would narrow the text under the reader's eyes, and move what the
   address leads to. What a reader chose is kept for the next page. */

(function () {
  "use strict";

  const BESIDE = window.matchMedia("(min-width: 76.25em)");
  const KEY = "archive-outline";

  /* The reader's choice; where nothing may be stored there is none. */
  function remembered() {
    try {
      return localStorage.getItem(KEY);
    } catch (error) {
      return null;
    }
  }

  function remember(choice) {
    if (!BESIDE.matches) return;
    try {
      localStorage.setItem(KEY, choice);
    } catch (error) {
      // the choice holds for this page
    }
  }

  const watch = new MutationObserver(open);
  watch.observe(document.documentElement, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", () => watch.disconnect());

  function open() {
    const panel = document.getElementById("outline");
    const summary = panel && panel.querySelector("summary");
    if (!summary) return;
    watch.disconnect();
    panel.open = BESIDE.matches && remembered() !== "closed";
    summary.addEventListener("click", () => remember(panel.open ? "closed" : "open")); // it changes after this event
  }
})();
