/* What all parts of the search interface share: where things are, making elements, loading the engine.

   Loaded on every page, before `combobox.js`, `header.js` and `start.js`. The engine (`../search/`) and the
   parts that only some pages need are fetched when they are first asked for. Plain ES2018, no modules: the
   site must work from a folder in the older browsers of office machines. */

(function () {
  "use strict";

  const here = document.currentScript.src;

  /* The engine's scripts in their order: `SCRIPTS` of build_tools/search says the same. */
  const ENGINE = ["fold.js", "codec.js", "packing.js", "store.js", "parse.js", "rank.js", "pinyin.js", "filters.js", "costs.js", "fitting.js", "candidates.js", "find.js", "listing.js", "spelling.js", "near.js", "facets.js", "engine.js"];

  const ui = (window.archiveSearchUi = {});

  /* The site's root, ends in a slash; the address of the search page. */
  ui.root = new URL("../../", here).href;
  ui.searchPage = ui.root + "search.html";

  /* Fields that filter, in the order in which they are shown. */
  ui.FIELDS = [
    { name: "year", title: "年度" },
    { name: "part", title: "部分" },
    { name: "framework", title: "对照清单" },
    { name: "aspect", title: "方面" },
    { name: "subject", title: "主体" },
    { name: "unit", title: "单位" },
    { name: "sector", title: "系统" },
    { name: "meeting", title: "会议" },
  ];

  // ---------------------------------------------------------------- addresses

  /* Half a surrogate pair, which no address can hold. */
  const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?:[^\ud800-\udbff]|^)[\udc00-\udfff]/g;

  ui.wellFormed = (text) => text.replace(LONE, (found) => found.replace(/[\ud800-\udfff]/g, "\ufffd"));

  /* The address of the search page with a query. */
  ui.searchAddress = (query) => ui.searchPage + "#" + new URLSearchParams({ q: ui.wellFormed(query) });

  // ---------------------------------------------------------------- elements

  /* An element with attributes and children (nodes or texts; null is left out). No markup is ever parsed. */
  ui.el = function (name, attributes, children) {
    const element = document.createElement(name);
    for (const key of Object.keys(attributes || {})) {
      const value = attributes[key];
      if (value === null || value === undefined || value === false) continue;
      if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else element.setAttribute(key, value === true ? "" : value);
    }
    for (const child of [].concat(children === undefined ? [] : children)) if (child !== null) element.append(child);
    return element;
  };

  /* An icon of 24 × 24 from the data of its path. */
  ui.icon = function (path) {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    svg.appendChild(document.createElementNS(space, "path")).setAttribute("d", path);
    return svg;
  };

  ui.icons = {
    search: "M9.5 3a6.5 6.5 0 0 1 5.03 10.62l5.43 5.42-1.42 1.42-5.42-5.43A6.5 6.5 0 1 1 9.5 3m0 2a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9",
    back: "M20 11v2H8l5.5 5.5-1.42 1.42L4.16 12l7.92-7.92L13.5 5.5 8 11z",
    close: "M19 6.41 17.59 5 12 10.59 6.41 5 5 6.41 10.59 12 5 17.59 6.41 19 12 13.41 17.59 19 19 17.59 13.41 12z",
    previous: "M7.41 15.41 12 10.83l4.59 4.58L18 14l-6-6-6 6z",
    next: "M7.41 8.59 12 13.17l4.59-4.58L18 10l-6 6-6-6z",
  };

  /* Calls after a pause; `cancel` forgets the call that is due. */
  ui.debounced = function (call, milliseconds) {
    let timer = 0;
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(call, milliseconds);
    };
    later.cancel = () => clearTimeout(timer);
    return later;
  };

  // ---------------------------------------------------------------- loading

  const scripts = new Map();

  /* A script of this site, once; a failed one is tried again the next time. */
  function load(address) {
    if (!scripts.has(address)) {
      scripts.set(
        address,
        new Promise((resolve, reject) => {
          const script = document.createElement("script");
          script.async = false; // fetched together, run in order
          script.src = address;
          script.onload = () => resolve();
          script.onerror = () => {
            scripts.delete(address);
            script.remove();
            reject(new Error(address));
          };
          document.head.append(script);
        })
      );
    }
    return scripts.get(address);
  }

  /* Parts of the interface by name: a promise that is kept once they have run. */
  ui.need = (...names) => Promise.all(names.map((name) => load(new URL(name, here).href)));

  /* The engine, or null where its scripts cannot be read. */
  ui.engine = function () {
    const ready = () => (window.archiveSearch && window.archiveSearch.query ? window.archiveSearch : null);
    if (ready()) return Promise.resolve(ready());
    return Promise.all(ENGINE.map((name) => load(new URL("../search/" + name, here).href))).then(
      ready,
      () => null
    );
  };

  ui.NO_ENGINE = "查找暂时用不了：assets/search 里的查找程序读不到，请管理员重新生成网站。";

  /* The answer to a query as pages show it: what differs in quotation marks only, which the engine gives apart, comes after
     the other results, tagged. Null where there is no engine or it fails. */
  ui.search = async function (text, options) {
    const answer = await ui.ask("query", text, options);
    return answer && Object.assign({}, answer, { results: answer.results.concat(answer.alike || []) });
  };

  /* A call of the engine: its answer, or null where there is no engine or it fails. */
  ui.ask = function (method, ...values) {
    return ui
      .engine()
      .then((engine) => (engine ? engine[method](...values) : null))
      .catch(() => null);
  };
})();
