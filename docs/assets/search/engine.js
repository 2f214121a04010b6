/* The search engine: window.archiveSearch.query, facets, complete, related, mark. What each gives is explained in
 * build_tools/search/__init__.py; the twin of query.py and facets.py. Nothing here throws or rejects. */
(function (engine) {
  "use strict";

  const { fold, folded } = engine._fold;
  const store = engine._store;
  const { parse, prepared, wanted, fields } = engine._parse;
  const { spansOf, snippet, merged } = engine._rank;
  const find = engine._find;
  const { findNear, queryPieces, spelled } = engine._near;

  const NOTHING_ASKED = "请输入要查找的字词";
  const NOTHING_FOUND = "没有找到符合条件的内容";
  const IN_MATERIAL = "没有哪一节同时含有这些词，下列材料全篇含有";
  const GIVEN_UP = "查看了前400篇材料，没有找到，请换个说法或加上条件";
  const BY_PINYIN = "按拼音查到的单位和标题";
  const ONLY_NEAR = "没有找到完全一致的内容，下面是相近结果";
  const OTHER_QUOTES = "标作相近的只差引号，要先看它们，请连引号一起输入";
  const IGNORED = "只有标点的词没有参加查找";
  const CUT = "查找内容太长，只用了前2000个字";
  const BROKEN = "检索出了差错，请刷新后再试";
  const MOST_PIECES = 8; // loaded to count
  const KINDS = ["提法", "方面", "单位", "小标题"];

  const joined = (parts) => parts.filter(Boolean).join("；") || null;
  const explain = (error) => (error && error.fault ? error.message : BROKEN);
  const nothing = (message) => ({ kind: "none", total: 0, exact: true, results: [], message });

  // ------------------------------------------------------------------------------------------------- search

  /** The answer to a query. */
  async function query(text, options) {
    const { limit = 10, offset = 0, filters = null } = options || {};
    let asked = parse(text);
    try {
      asked = await prepared(text);
      const found = await answer(asked, filters, offset, offset + limit);
      const message = joined([found.message, asked.cut && CUT, asked.ignored.length && IGNORED]);
      return Object.assign(found, { message, query: asked });
    } catch (error) {
      return { ...nothing(explain(error)), exact: false, query: asked };
    }
  }

  async function answer(asked, given, first, last) {
    const { terms } = asked;
    const filters = asked.filters.concat(find.givenFilters(given));
    if (!terms.length && !filters.length) return nothing(NOTHING_ASKED);
    const index = await store.head();
    const [marks, unwanted] = await find.without(index, await find.allowed(index, filters), asked.unwanted);
    if (!terms.length) return everything(index, filters, marks, first, last);
    const words = wanted(asked);
    const candidates = await find.Candidates.of(index, words, marks);
    const checked = await find.checkDocuments(index, candidates, words, unwanted, last);
    if (checked.hits.length) return shown("exact", checked, terms, first, last, checked.near && checked.near.size ? OTHER_QUOTES : null);
    if (!checked.exact) return { ...nothing(joined([GIVEN_UP, checked.faults[0]])), exact: false };
    if (terms.length > 1) {
      const whole = await find.checkMaterials(index, words, unwanted, marks, last);
      if (whole.hits.length) return shown("material", whole, terms, first, last, IN_MATERIAL);
    } else if (/^[a-z0-9]{2,}$/.test(terms[0])) {
      const found = await byPinyin(index, terms[0], marks, first, last);
      if (found) return found;
    }
    const near = (await findNear(index, terms, marks)).slice(first, last);
    if (!near.length) return nothing(joined([NOTHING_FOUND, checked.faults[0]]));
    const results = near.map(({ document, spans }) => ({ ...resultOf(document, spans), near: true }));
    return { kind: "near", total: 0, exact: true, results, message: joined([ONLY_NEAR, checked.faults[0]]) };
  }

  /** What passes the filters: documents where one is about documents, else materials. */
  async function everything(index, filters, marks, first, last) {
    const whole = !filters.some((condition) => find.SECTION_FIELDS.includes(condition.field));
    const all = whole ? Array.from(index.starts) : Array.from(marks.keys());
    const numbers = find.byYear(index, all.filter((n) => marks[n]), (n) => store.materialOf(index, n));
    const faults = [];
    const documents = await store.documentsOf(index, numbers.slice(first, last), faults);
    const results = documents.filter(Boolean).map((document) => resultOf(document, []));
    const message = joined([numbers.length ? null : NOTHING_FOUND, faults[0]]);
    return { kind: "exact", total: numbers.length, exact: true, results, message };
  }

  async function byPinyin(index, letters, marks, first, last) {
    const each = await Promise.all(queryPieces(letters).map((pieces) => find.documentsWith(index, pieces, marks)));
    const queue = find.byYear(index, Array.from(new Set([].concat(...each))), (n) => store.materialOf(index, n));
    const hits = [];
    const faults = [];
    const readings = queue.length ? await store.readings() : null;
    let place = 0;
    while (place < queue.length && hits.length < last) {
      const batch = queue.slice(place, place + last - hits.length);
      for (const document of await store.documentsOf(index, batch, faults)) {
        place++;
        if (document && namesOf(document).some((name) => spelled(letters, readings(name)))) hits.push(document);
      }
    }
    if (!hits.length) return null;
    return {
      kind: "pinyin", total: hits.length + queue.length - place, exact: place === queue.length,
      results: hits.slice(first, last).map((document) => spelledResult(document, letters, readings)),
      message: joined([BY_PINYIN, faults[0]]),
    };
  }

  const namesOf = ({ owner }) => [owner.title].concat(owner.unit || []);

  function spelledResult(document, letters, readings) {
    const name = namesOf(document).find((text) => spelled(letters, readings(text)));
    const span = spelled(letters, readings(name));
    return { ...resultOf(document, []), snippet: snippet(Array.from(name), [[span, 0]]) };
  }

  function shown(kind, checked, terms, first, last, message) {
    const results = checked.hits.slice(first, last).map((document) =>
      ({ ...resultOf(document, spansOf(document.folded, terms)), near: Boolean(checked.near && checked.near.has(document)) }));
    return { kind, total: checked.total, exact: checked.exact, results, message: joined([message, checked.faults[0]]) };
  }

  function resultOf(document, spans) {
    const { owner, anchor } = document;
    const characters = document.folded.characters;
    const heading = characters.slice(0, document.heading).join("").replace(/[。：；，、 　:;,.]+$/u, "");
    return {
      id: owner.id,
      url: `${store.places.site}materials/${owner.id}.html#${anchor}`,
      title: owner.title,
      heading: { title: owner.title, preamble: "引言", closing: "结语" }[anchor] || heading,
      anchor,
      part: document.part,
      year: owner.year,
      unit: owner.unit,
      snippet: snippet(characters, spans),
      near: false,
    };
  }

  // ------------------------------------------------------------------------------------------------- facets

  /** How many results each value of each field has. */
  async function facets(text, options) {
    const { filters = null, fields: asked = fields, most = 100 } = options || {};
    try {
      return await counted(await prepared(text), find.givenFilters(filters), fields.filter((f) => asked.includes(f)), most);
    } catch (error) {
      return { total: 0, exact: false, facets: {}, message: explain(error) };
    }
  }

  async function counted(asked, given, names, most) {
    const found = {};
    names.forEach((field) => { found[field] = []; });
    const filters = asked.filters.concat(given);
    if (!asked.terms.length && !filters.length) return { total: 0, exact: true, facets: found, message: null };
    const index = await store.head();
    const [documents, exact] = await matchingWords(index, asked, filters);
    const all = await sums(index, documents, filters);
    for (const field of names) {
      const others = given.filter((condition) => condition.field !== field);
      const own = others.length === given.length ? all : await sums(index, documents, asked.filters.concat(others));
      found[field] = (await countsOf(index, field, own)).slice(0, most);
    }
    return { total: all[index.documents], exact, facets: found, message: null };
  }

  /** What the words allow, and whether that is proven; without words what a search of the filters alone lists. */
  async function matchingWords(index, asked, filters) {
    const words = wanted(asked);
    if (!words.length) {
      const whole = !filters.some((condition) => find.SECTION_FIELDS.includes(condition.field));
      return [whole ? index.starts : Array.from({ length: index.documents }, (_, i) => i), true];
    }
    const [marks, left] = await find.without(index, null, asked.unwanted);
    const candidates = await find.Candidates.of(index, words, marks);
    await candidates.narrow(MOST_PIECES);
    const { documents } = candidates;
    if (!left.length && candidates.isComplete && words.every((word) => find.isProven(word.text))) return [documents, true];
    if (documents.length > find.FEW) return [documents, false];
    const faults = [];
    const read = await store.documentsOf(index, Array.from(documents), faults);
    return [read.filter((d) => find.holds(d, words, left)).map((d) => d.number), !faults.length];
  }

  /** For each document how many of the given ones that pass the filters stand before it. */
  async function sums(index, documents, filters) {
    const marks = await find.allowed(index, filters);
    const result = new Uint32Array(index.documents + 1);
    for (const document of documents) if (!marks || marks[document]) result[document + 1] = 1;
    for (let i = 1; i < result.length; i++) result[i] += result[i - 1];
    return result;
  }

  async function countsOf(index, field, before) {
    const counts = [];
    for (const [value, label, numbers] of await find.field(field)) {
      let count = 0;
      find.spans(index, field, numbers, (start, end) => { count += before[end] - before[start]; });
      if (count) counts.push({ value, label, count });
    }
    return counts.sort((a, b) => b.count - a.count || engine._codec.compare(a.value, b.value));
  }

  // -------------------------------------------------------------------------- completions, related, marking

  const bucket = (key, size) =>
    Array.from(key).reduce((total, character) => (total * 31 + character.codePointAt(0)) % 65521, 0) % size;

  /** What the last word of a text may become: [{text, kind, count}]. */
  async function complete(text, options) {
    const { limit = 8 } = options || {};
    try {
      await prepared(text);
      const start = fold(String(text).trim().split(/\s+/).pop());
      if (!start) return [];
      const { complete: size } = await store.head();
      const name = `complete/${bucket(String.fromCodePoint(start.codePointAt(0)), size)}`;
      const found = [];
      for (const [words, kind, count, spelling] of await store.kept.files.get(name, store.file)) {
        const syllables = spelling.split(" ");
        const spellings = [syllables.join(""), syllables.map((s) => s.slice(0, 1)).join("")];
        if (fold(words).startsWith(start) || spellings.some((s) => s.startsWith(start))) {
          found.push({ text: words, kind, count, key: [KINDS.indexOf(kind), -count, Array.from(words).length] });
        }
      }
      found.sort((a, b) => find.compareKeys(a.key, b.key) || engine._codec.compare(a.text, b.text));
      return found.slice(0, limit).map(({ text: words, kind, count }) => ({ text: words, kind, count }));
    } catch (error) {
      return [];
    }
  }

  /** The materials most like one, the nearest first: [{id, title, year, url}]. */
  async function related(id) {
    try {
      const { related: size } = await store.head();
      const rows = (await store.file(`related/${bucket(String(id), size)}`))[id] || [];
      return rows.map(([other, title, year]) =>
        ({ id: other, title, year, url: `${store.places.site}materials/${other}.html` }));
    } catch (error) {
      return [];
    }
  }

  /** Where the words of a query stand in a text: [[start, end]] as indexes of the string. */
  function mark(text, asked) {
    const whole = folded(String(text));
    const units = [0];
    for (const character of whole.characters) units.push(units[units.length - 1] + character.length);
    const spans = merged(spansOf(whole, parse(asked).terms).map(([span]) => span));
    return spans.map(([start, end]) => [units[start], units[end]]);
  }

  Object.assign(engine, { query, facets, complete, related, mark });
})(window.archiveSearch = window.archiveSearch || {});
