/* What Material's bundle expects to find: a small memory in the browser's own storage, one for each site.
   A file instead of the inline script that Material brings, so that the pages allow no inline script at all. */

(function () {
  "use strict";

  /* The root of the site: pages of any depth, and two sites on one host, are kept apart by it. */
  window.__md_scope = new URL(document.currentScript.dataset.base, location);

  /* A short number for a text, to see whether it changed. */
  window.__md_hash = (text) => Array.from(text).reduce((sum, character) => ((sum << 5) - sum + character.charCodeAt(0)) | 0, 0);

  const nameOf = (key, scope) => `${scope.pathname}.${key}`;

  /* What was remembered, or null: also where the browser keeps nothing (private windows, some policies). */
  window.__md_get = function (key, storage, scope = window.__md_scope) {
    try {
      return JSON.parse((storage || localStorage).getItem(nameOf(key, scope)));
    } catch {
      return null;
    }
  };

  window.__md_set = function (key, value, storage, scope = window.__md_scope) {
    try {
      (storage || localStorage).setItem(nameOf(key, scope), JSON.stringify(value));
    } catch {
      /* Not remembered; everything else works. */
    }
  };
})();
