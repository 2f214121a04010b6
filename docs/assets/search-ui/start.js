/* Last of the scripts of every page: fetches what this page needs beyond the box. */

(function () {
  "use strict";

  const ui = window.archiveSearchUi;
  const text = document.querySelector(".md-typeset > .text");

  /* The search page. */
  if (document.getElementById("search-page")) {
    ui.need("results.js", "address.js", "facets.js", "export.js", "pages.js", "page.js").then(
      () => ui.startSearchPage(),
      () => document.getElementById("search-page").append(ui.el("p", { class: "find-message" }, ui.NO_ENGINE))
    );
  }

  /* A material opened from a result: its matches are marked. */
  const query = new URLSearchParams(location.search).get("q");
  if (text && query && query.trim()) ui.need("marks.js").then(() => ui.markPage(query), () => null);

  /* A material: others like it, once the reader comes near the foot. */
  const foot = document.getElementById("provenance");
  if (text && foot && "IntersectionObserver" in window) {
    const watch = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        watch.disconnect();
        ui.need("related.js").then(() => ui.showRelated(foot), () => null);
      },
      { rootMargin: "600px" }
    );
    watch.observe(foot);
  }
})();
