/* The state of the search page and its address: `search.html#q=两个确立&year=2021&part=措施&p=2`.

   It stands behind the #, where it works from a folder, where Back and Forward follow it without a request, and
   where no server logs what was searched for. `search.html?q=…` is understood too and turned into that form. */

(function () {
  "use strict";

  const ui = window.archiveSearchUi;

  const MOST_PAGES = 1000;

  /* {q: text, filters: {field: [values]}, page: from 1} of a query string or a hash. */
  ui.stateOf = function (text) {
    const values = new URLSearchParams(text.replace(/^[#?]/, ""));
    const filters = {};
    for (const { name } of ui.FIELDS) {
      const chosen = Array.from(new Set(values.getAll(name)));
      if (chosen.length) filters[name] = chosen;
    }
    const page = Math.min(MOST_PAGES, Math.max(1, parseInt(values.get("p"), 10) || 1));
    return { q: values.get("q") || "", filters, page };
  };

  /* The hash of a state, "#" where there is nothing in it. */
  ui.hashOf = function (state) {
    const values = new URLSearchParams();
    if (state.q) values.append("q", ui.wellFormed(state.q));
    for (const { name } of ui.FIELDS) for (const value of state.filters[name] || []) values.append(name, value);
    if (state.page > 1) values.append("p", String(state.page));
    return "#" + values;
  };

  ui.readAddress = () => ui.stateOf(location.hash || location.search);

  /* Shows a state in the address. `draft` (what is being typed) takes the place of the entry that stands there. */
  ui.writeAddress = function (state, draft) {
    const hash = ui.hashOf(state);
    if (hash === (location.hash || "#")) return;
    if (draft) location.replace(hash);
    else location.hash = hash;
  };

  /* `?q=…` → `#q=…`; gives false where the page must be loaded anew for it (older browsers, from a folder). */
  ui.tidyAddress = function () {
    if (!location.search) return true;
    const address = location.pathname + (location.hash || ui.hashOf(ui.stateOf(location.search)));
    try {
      history.replaceState(null, "", address);
      return true;
    } catch (error) {
      location.replace(ui.searchPage + (location.hash || ui.hashOf(ui.stateOf(location.search))));
      return false;
    }
  };

  ui.withFilter = function (state, field, value, chosen) {
    const values = (state.filters[field] || []).filter((one) => one !== value);
    const filters = Object.assign({}, state.filters, { [field]: chosen ? values.concat(value) : values });
    if (!filters[field].length) delete filters[field];
    return { q: state.q, filters, page: 1 };
  };
})();
