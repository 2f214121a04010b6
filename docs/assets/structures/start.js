/* Last of the scripts of every page: fetches what the views of structure need on this page.

   `archiveSearchUi` (../search-ui/base.js) lends its elements, its loading by script tag and its copying. */

(function () {
  "use strict";

  const ui = window.archiveSearchUi;
  const need = (...names) => ui.need(...names.map((name) => "../structures/" + name));

  if (document.getElementById("outline")) {
    ui.need("export.js").then(() => need("panel.js"), () => null);
  }
  if (document.getElementById("points-filter")) need("../search/codec.js", "data.js", "leads.js", "points.js").catch(() => null);
  if (document.getElementById("search-page")) need("../search/codec.js", "data.js", "leads.js", "search-leads.js").catch(() => null);
  if (document.getElementById("sectors")) need("cards.js");
  if (document.querySelector(".skeleton")) ui.need("export.js").then(() => need("skeleton.js"), () => null);

  /* Wherever materials can be chosen; the comparison itself. */
  const listed = ".materials li, .found .from, .outline-card, #outline, #compare";
  if (document.querySelector(listed)) {
    need("tray.js").then(() => {
      const place = document.getElementById("compare");
      if (!place) return null;
      document.body.classList.add("is-comparing");
      for (const frame of document.querySelectorAll(".md-content__inner, .md-main__inner")) frame.classList.add("is-wide");
      return ui.need("export.js").then(() => need("data.js", "align.js", "compare.js"));
    }).catch(() => null);
  }
})();
