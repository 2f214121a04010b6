/* The 小标题 of the whole archive, searched in the browser: only the files that may hold all words are loaded.

   `ui.findLeads({words, group, strand, year, part, pattern, unit, sector, subject, aspects}, limit)` →
   `{rows: [{text, url, part, pattern, year, unit, subject, exemplar}], total, exact}`; fields that are missing or
   empty do not narrow, a list means any of its values. Where `exact` is false there are more than were counted. */

(function () {
  "use strict";

  const ui = window.archiveSearchUi;

  const NAMING = ["part-causes", "part-remedies"]; // groups whose rows may name a strand

  const head = () => ui.data("points/head");
  const any = (wanted, value) => !wanted || !wanted.length || wanted.some((one) => String(one) === String(value));

  /* Two-character pieces of a word; the Python twin is in pages/lead_data.py. */
  function piecesOf(word) {
    const pieces = [];
    for (let i = 0; i + 1 < word.length; i += 1) pieces.push(word.slice(i, i + 2));
    return pieces;
  }

  function unpacked(text) {
    let last = 0;
    return text.split(" ").map((digits) => (last += parseInt(digits, 36)));
  }

  /* The files that may hold all the words, null where the words rule none out. */
  async function filesOf(words, shelves) {
    const pieces = Array.from(new Set([].concat(...words.map(piecesOf))));
    if (!pieces.length) return null;
    const lists = await Promise.all(
      pieces.map(async (piece) => {
        const shelf = await ui.data(`points/pieces-${piece.codePointAt(0) % shelves}`);
        return Object.prototype.hasOwnProperty.call(shelf, piece) ? unpacked(shelf[piece]) : [];
      })
    );
    lists.sort((a, b) => a.length - b.length);
    return lists.reduce((left, list) => {
      const here = new Set(list);
      return left.filter((n) => here.has(n));
    });
  }

  const wordsOf = (text) =>
    (text || "")
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word);

  /* `whole`: all rows of the file belong to the strand that is asked for. */
  function matches(row, about, asked, names, whole) {
    if (!any(asked.part, names.parts[row[3]] || "其他") || !any(asked.pattern, names.patterns[row[4]])) return false;
    if (!any(asked.year, about[1]) || !any(asked.unit, about[2])) return false;
    if (!any(asked.subject, about[3]) || !any(asked.sector, about[4])) return false;
    if (asked.strandNumber && !whole && row[5] !== asked.strandNumber) return false;
    const text = row[2].toLowerCase();
    return asked.terms.every((word) => text.includes(word));
  }

  function told(row, about, names) {
    return {
      text: row[2],
      url: `${ui.root}materials/${about[0]}.html#${row[1]}`,
      part: names.parts[row[3]] || "其他",
      pattern: names.patterns[row[4]],
      year: about[1],
      unit: about[2],
      subject: about[3],
      exemplar: Boolean(about[5]),
    };
  }

  ui.leadNames = head;

  ui.findLeads = async function (question, limit) {
    const names = await head();
    const asked = Object.assign({}, question, { terms: wordsOf(question.words) });
    const may = await filesOf(asked.terms, names.shelves);
    const wanted = Object.keys(names.groups).filter(
      (group) =>
        (!asked.group || group === asked.group) &&
        any(asked.aspects, group) &&
        any(asked.frameworks, group.slice(0, group.lastIndexOf("-")))
    );
    const allowed = may && new Set(may);
    const strand = asked.strand && names.strands[asked.strand];
    asked.strandNumber = strand ? Object.keys(names.strands).indexOf(asked.strand) + 1 : 0;
    const files = [];
    for (const group of wanted) {
      const whole = Boolean(strand) && strand.includes(group);
      if (strand && !whole && !NAMING.includes(group)) continue;
      for (const n of names.groups[group].slice(1)) if (!allowed || allowed.has(n)) files.push([n, whole]);
    }
    const answer = { rows: [], total: 0, exact: true };
    for (const [n, whole] of files) {
      if (answer.rows.length >= limit && !question.all) {
        answer.exact = false;
        break;
      }
      const [materials, rows] = await ui.data(`points/rows-${n}`);
      for (const row of rows) {
        if (!matches(row, materials[row[0]], asked, names, whole)) continue;
        answer.total += 1;
        if (answer.rows.length < limit) answer.rows.push(told(row, materials[row[0]], names));
      }
    }
    return answer;
  };

  /* All values of the rows of a group, for its filter: {year, sector, subject} → [[value, materials]]. */
  ui.leadValues = async function (group) {
    const names = await head();
    const seen = new Set();
    const found = { year: new Map(), sector: new Map(), subject: new Map() };
    for (const n of (names.groups[group] || []).slice(1)) {
      const [materials] = await ui.data(`points/rows-${n}`);
      for (const [id, year, , subject, sector] of materials) {
        if (seen.has(id)) continue;
        seen.add(id);
        for (const [field, value] of [["year", year], ["sector", sector], ["subject", subject]]) {
          if (value !== null && value !== "") found[field].set(value, (found[field].get(value) || 0) + 1);
        }
      }
    }
    return found;
  };

  /* A row of a list of 小标题, as the pages print them. */
  ui.leadItem = (row, words) =>
    ui.el("li", {}, [
      ui.el("a", { href: row.url }, marked(row.text, wordsOf(words))),
      " ",
      ui.el(
        "span",
        {},
        [row.part, row.year || "年度不详", row.unit || "单位不详", row.subject || "", row.exemplar ? "范例" : ""]
          .filter((one) => one)
          .join("　")
      ),
    ]);

  /* The text in nodes, the words marked. */
  function marked(text, words) {
    const lower = text.toLowerCase();
    const nodes = [];
    let last = 0;
    for (let i = 0; i < text.length; ) {
      const word = words.find((one) => lower.startsWith(one, i));
      if (!word) {
        i += 1;
        continue;
      }
      if (i > last) nodes.push(text.slice(last, i));
      nodes.push(ui.el("mark", {}, text.slice(i, i + word.length)));
      i += word.length;
      last = i;
    }
    if (last < text.length) nodes.push(text.slice(last));
    return nodes;
  }
})();
