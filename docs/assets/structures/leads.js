/* The 小标题 of the whole archive, searched in the browser: lists say which rows hold the words and belong to the values
   that are asked for, and only the files of those rows are loaded that will be shown. pages/lead_data.py explains the files.

   `ui.findLeads({words, group, strand, year, part, pattern, unit, sector, subject, aspects, frameworks}, limit)` →
   `{rows: [{text, url, part, pattern, year, unit, subject, exemplar}], total, exact}`; fields that are missing or
   empty do not narrow, a list means any of its values. Where `exact` is false there are more than were counted.

   Further: `all` counts every row, `budget` is the most that may be loaded, in KB, compressed, `going` is called
   now and then: where it gives false the answer is null. The Python twin is search/leads.py. */

(function () {
  "use strict";

  const ui = window.archiveSearchUi;

  const NAMING = ["part-causes", "part-remedies"]; // groups whose rows may name a strand
  const ROWS = 256; // places of a file of rows
  const SIDE = 8; // files loaded side by side
  const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  const head = () => ui.data("points/head");
  const codec = () => window.archiveSearch._codec;
  const listed = (wanted) => [].concat(wanted || []);
  const said = (value) => (value === null || value === undefined ? "" : String(value));
  const any = (wanted, value) => !listed(wanted).length || listed(wanted).some((one) => String(one) === said(value));

  /* Small numbers, a character each; "/" says 63 and more follows. */
  function unpacked(text) {
    const numbers = [];
    let more = 0;
    for (const character of text) {
      const value = ALPHABET.indexOf(character);
      more += value;
      if (value < 63) {
        numbers.push(more);
        more = 0;
      }
    }
    return numbers;
  }

  /* Pieces of two characters that cover a word. */
  function piecesOf(word) {
    const characters = Array.from(word);
    const pieces = [];
    for (let i = 0; i + 1 < characters.length; i += 2) pieces.push(characters[i] + characters[i + 1]);
    if (characters.length > 2 && characters.length % 2) pieces.push(characters.slice(-2).join(""));
    return pieces;
  }

  const wordsOf = (text) =>
    (text || "")
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word);

  const fieldKey = (name, value) => `${name}:${String(value).replace(/[\t\n]/g, " ")}`;

  /* What the rows that are asked for must have: for each the keys of lists, of which one must hold the row. */
  function neededKeys(asked, names) {
    const keys = Array.from(new Set([].concat(...asked.terms.map(piecesOf))), (piece) => [piece]);
    if (listed(asked.part).length) {
      const numbers = Array.from(Array(names.parts.length + 1).keys());
      keys.push(numbers.filter((n) => any(asked.part, names.parts[n] || "其他")).map((n) => `part:${n}`));
    }
    if (listed(asked.pattern).length) keys.push(listed(asked.pattern).map((name) => `pattern:${names.patterns.indexOf(name)}`));
    for (const name of ["year", "unit", "sector", "subject"]) {
      if (listed(asked[name]).length) keys.push(listed(asked[name]).map((value) => fieldKey(name, value)));
    }
    return keys;
  }

  /* The shelf in which a key would stand. */
  function shelfOf(names, key) {
    let low = 0;
    let high = names.firsts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (codec().compare(names.firsts[middle], key) > 0) high = middle;
      else low = middle + 1;
    }
    return low - 1;
  }

  async function listOf(names, key) {
    const shelf = shelfOf(names, key);
    if (shelf < 0) return [];
    const text = await ui.data(`points/shelf-${shelf}`, names.stamp);
    const start = text.indexOf(`\n${key}\t`);
    if (start < 0) return [];
    const from = start + key.length + 2;
    return codec().decode(text.slice(from, text.indexOf("\n", from)));
  }

  /* Numbers that stand in any of the lists. */
  async function unionOf(names, keys) {
    const lists = await Promise.all(keys.map((key) => listOf(names, key)));
    if (lists.length === 1) return lists[0];
    const all = [].concat(...lists.map((list) => Array.from(list)));
    return Array.from(new Set(all)).sort((a, b) => a - b);
  }

  /* What both ascending lists hold. */
  function common(left, right) {
    const found = [];
    for (let i = 0, j = 0; i < left.length && j < right.length; ) {
      if (left[i] === right[j]) found.push(left[i]);
      if (left[i] <= right[j]) i += 1;
      else j += 1;
    }
    return found;
  }

  const sum = (numbers) => numbers.reduce((left, right) => left + right, 0);

  /* The files of rows that are asked for, in order: {whole: all rows belong to the strand asked for, else null where none is}. */
  function filesOf(asked, names, strand) {
    const files = new Map();
    for (const group of Object.keys(names.groups)) {
      if (asked.group && group !== asked.group) continue;
      if (!any(asked.aspects, group) || !any(asked.frameworks, group.slice(0, group.lastIndexOf("-")))) continue;
      const whole = Boolean(strand) && strand.includes(group);
      if (strand && !whole && !NAMING.includes(group)) continue;
      const [, first, last] = names.groups[group];
      for (let n = first; n <= last; n += 1) files.set(n, whole);
    }
    return files;
  }

  /* The rows of files that may be what is asked for: {rows: ascending numbers, or null where nothing was read that tells;
     sure: whether all of them are; weight: of the files read}. */
  async function mayBe(asked, names, files, budget, going) {
    const shelves = unpacked(names.shelfWeights);
    const weights = unpacked(names.rowWeights);
    const shelvesOf = (keys) => Array.from(new Set(keys.map((key) => shelfOf(names, key)))).filter((n) => n >= 0);
    const filesFor = (rows) => Array.from(new Set(rows.map((n) => Math.floor(n / ROWS))));
    const read = new Set();
    let sure = asked.terms.every((word) => Array.from(word).length === 2);
    let rows = null;
    let weight = 0;
    const named = asked.strandNumber ? new Set(await listOf(names, `named:${asked.strandNumber}`)) : null;
    const belongs = (n) => {
      const whole = files.get(Math.floor(n / ROWS));
      return whole !== undefined && (whole || !named || named.has(n));
    };
    for (const keys of neededKeys(asked, names)) {
      if (!going()) break;
      const more = sum(shelvesOf(keys).filter((n) => !read.has(n)).map((n) => shelves[n]));
      // enough is known where the rows themselves weigh no more than the next list
      if (weight + more > budget / 2 || (rows && more && sum(filesFor(rows).map((n) => weights[n])) <= more)) {
        sure = false;
        continue;
      }
      const list = await unionOf(names, keys);
      shelvesOf(keys).forEach((n) => read.add(n));
      weight += more;
      rows = rows ? common(rows, list) : Array.from(list).filter(belongs);
    }
    return { rows, sure: sure && rows !== null, weight, weights };
  }

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
    const budget = question.budget || Infinity;
    const going = question.going || (() => true);
    const names = await head();
    const asked = Object.assign({}, question, { terms: wordsOf(question.words) });
    const strand = asked.strand && names.strands[asked.strand];
    asked.strandNumber = strand ? Object.keys(names.strands).indexOf(asked.strand) + 1 : 0;
    const files = filesOf(asked, names, strand);
    const may = await mayBe(asked, names, files, budget, going);
    const answer = { rows: [], total: may.sure ? may.rows.length : 0, exact: true };
    const whole = question.all && !may.sure; // every row must be looked at
    const places = new Map(may.rows ? [] : Array.from(files.keys(), (n) => [n, null]));
    for (const n of may.rows || []) {
      const file = Math.floor(n / ROWS);
      if (!places.has(file)) places.set(file, []);
      places.get(file).push(n % ROWS);
    }
    const waiting = Array.from(places.keys());
    let weight = may.weight;
    while (waiting.length && going()) {
      // those that are needed in any case are loaded together
      const next = [];
      let hoped = answer.rows.length;
      while (waiting.length && next.length < SIDE && (whole || hoped < limit) && weight + may.weights[waiting[0]] <= budget) {
        const file = waiting.shift();
        weight += may.weights[file];
        next.push(file);
        hoped += places.get(file) ? places.get(file).length : limit;
      }
      if (!next.length) {
        answer.exact = may.sure;
        break;
      }
      const loaded = await Promise.all(next.map((n) => ui.data(`points/rows-${n}`, names.stamp)));
      loaded.forEach(([materials, rows], i) => {
        const own = places.get(next[i]);
        for (const row of own ? own.map((place) => rows[place]) : rows) {
          if (!row || !matches(row, materials[row[0]], asked, names, files.get(next[i]))) continue;
          if (!may.sure) answer.total += 1;
          if (answer.rows.length < limit) answer.rows.push(told(row, materials[row[0]], names));
        }
      });
    }
    return going() ? answer : null;
  };

  /* All values of the rows of a group, for its filter: {year, sector, subject} → [[value, materials]]. */
  ui.leadValues = async function (group) {
    const names = await head();
    return names.groups[group] ? ui.data(`points/values-${group}`, names.stamp) : { year: [], sector: [], subject: [] };
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
