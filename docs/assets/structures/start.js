/* Last of the scripts of every page: fetches what the views of structure need on this page.

   `archiveSearchUi` (../search-ui/base.js) lends its elements, its loading by script tag and its copying. */

(function () {
  "use strict";

  const ui = window.archiveSearchUi;
  const need = (...names) => ui.need(...names.map((name) => "../structures/" + name));

  if (document.getElementById("outline")) {
    ui.need("export.js").then(() => need("panel.js"), () => null);
  }
  if (document.getElementById("points-filter")) need("data.js", "leads.js", "points.js").catch(() => null);
  if (document.getElementById("search-page")) need("data.js", "leads.js", "search-leads.js").catch(() => null);
  if (document.getElementById("sectors")) need("cards.js");
  if (document.querySelector(".skeleton")) ui.need("export.js").then(() => need("skeleton.js"), () => null);
})();
