/* Materials laid side by side: which cells stand in one row, in which order, and how the structures differ.

   A pure function of the materials' data, without any page: `ui.align(materials)` →
   `{rows: [{key, label, part, cells: [cell or null], notes: [text or null]}], differences: [text]}`. */

(function () {
  "use strict";

  const ui = window.archiveSearchUi;

  /* The key of each cell's row. Where the materials follow different lists, aspects of one strand share a row. */
  function keysOf(materials) {
    const frameworks = new Set(materials.map((one) => one.framework).filter((name) => name));
    if (frameworks.size < 2) return materials.map((one) => one.cells.map((cell) => cell.key));
    const shared = new Map();
    for (const one of materials) {
      const own = new Set([].concat(...one.cells.map((cell) => cell.strands)));
      for (const strand of own) shared.set(strand, (shared.get(strand) || 0) + 1);
    }
    return materials.map((one) => {
      const taken = new Set();
      return one.cells.map((cell) => {
        const strand = cell.strands.find((name) => shared.get(name) > 1 && !taken.has(name));
        if (strand === undefined) return cell.key;
        taken.add(strand);
        return "主题线：" + strand;
      });
    });
  }

  /* All keys in an order that goes with each material's as far as they agree: what is new stands behind what is before it. */
  function merged(lists) {
    const order = [];
    for (const list of lists) {
      let place = -1;
      for (const key of list) {
        const at = order.indexOf(key);
        if (at >= 0) place = Math.max(place, at);
        else order.splice((place += 1), 0, key);
      }
    }
    return order;
  }

  /* Keys that stand in another order in some list than in the first that has them: those moved, as few as possible. */
  function moved(first, list) {
    const common = list.filter((key) => first.includes(key));
    const places = common.map((key) => first.indexOf(key));
    const best = places.map(() => 1);
    const from = places.map(() => -1);
    let end = -1;
    for (let i = 0; i < places.length; i += 1) {
      for (let j = 0; j < i; j += 1) {
        if (places[j] < places[i] && best[j] + 1 > best[i]) {
          best[i] = best[j] + 1;
          from[i] = j;
        }
      }
      if (end < 0 || best[i] > best[end]) end = i;
    }
    const kept = new Set();
    for (let i = end; i >= 0; i = from[i]) kept.add(common[i]);
    return common.filter((key) => !kept.has(key));
  }

  /* The points of a cell as writers count them: 一是… of the first depth, and the headings below the cell's first. */
  function pointsOf(cell) {
    const headings = cell.items.filter((item) => item[0] === "h");
    const top = headings.length ? Math.min(...headings.map((item) => item[1])) : 0;
    const below = headings.filter((item) => item[1] === top + 1).length;
    return below || cell.items.filter((item) => item[0] === "p" && item[1] === 1).length;
  }

  const EDGES = ["引言", "结语"];

  ui.align = function (materials) {
    const keys = keysOf(materials);
    const order = merged(keys);
    const edges = (key) => (key === "引言" ? -1 : key === "结语" ? 1 : 0);
    order.sort((a, b) => edges(a) - edges(b) || order.indexOf(a) - order.indexOf(b));
    const others = materials.map((one, n) => (n ? new Set(moved(keys[0], keys[n])) : new Set()));
    const differences = [];
    const letter = (n) => "甲乙丙丁"[n];
    const rows = order.map((key) => {
      const cells = materials.map((one, n) => one.cells.filter((cell, i) => keys[n][i] === key));
      const flat = cells.map((list) => (list.length ? Object.assign({}, list[0], { items: [].concat(...list.map((c) => c.items)) }) : null));
      const first = flat.find((cell) => cell);
      const label = key.startsWith("主题线：") ? key.slice(4) : first.label || key;
      const have = flat.filter((cell) => cell).length;
      const what = first.label || key.startsWith("主题线：") ? "方面" : "部分";
      const counts = flat.map((cell) => (cell ? pointsOf(cell) : null));
      const uneven = new Set(counts.filter((count) => count !== null)).size > 1;
      const notes = flat.map((cell, n) => {
        if (!cell) return `没有这一${what}`;
        const said = [];
        if (have === 1 && materials.length > 1) said.push(`只有这份有这一${what}`);
        if (others[n].has(key)) said.push(`次序不同：这份排第 ${keys[n].indexOf(key) + 1}，甲排第 ${keys[0].indexOf(key) + 1}`);
        if (uneven && !EDGES.includes(key)) said.push(`${counts[n]} 点`);
        return said.join("；") || null;
      });
      const missing = flat.map((cell, n) => (cell ? "" : letter(n))).filter((name) => name);
      if (missing.length && !EDGES.includes(key)) {
        if (have === 1) differences.push(`“${label}”只有${letter(flat.findIndex((cell) => cell))}有`);
        else differences.push(`${missing.join("、")}没有“${label}”`);
      }
      others.forEach((set, n) => {
        if (set.has(key)) differences.push(`“${label}”在${letter(n)}里的次序与甲不同`);
      });
      return { key, label, part: first.part, aspect: Boolean(first.label), cells: flat, notes };
    });
    return { rows, differences };
  };
})();
