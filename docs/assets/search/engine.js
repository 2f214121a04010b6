/* The search engine: window.archiveSearch.query, facets, complete, related, mark. What each gives is explained in
 * build_tools/search/__init__.py; the twin of query.py and facets.py. Nothing here throws or rejects. */
(function (engine) {
  "use strict";

  const { fold, folded } = engine._fold;
  const store = engine._store;
  const { parse, prepared, wanted, asSimplified, unknownFilter, labels, fields } = engine._parse;
  const { spansOf, snippet, merged } = engine._rank;
  const find = engine._find;
  const { listing, stands } = engine._listing;
  const { begun } = engine._pinyin;
  const { lettersOf, readingsOf, inUnits, titlesThatMaySpell, isSpelled, spellingOf } = engine._spelling;
  const { findNear } = engine._near;
  const { counted } = engine._facets;

  const NOTHING_ASKED = "请输入要查找的字词";
  const NOTHING_FOUND = "没有找到符合条件的内容";
  const IN_MATERIAL = "没有哪一节同时含有这些词，下列材料全篇含有";
  const GIVEN_UP = "查看了前400篇材料，没有找到完全一致的内容";
  const BY_PINYIN = "按拼音查到的单位和标题";
  const BY_SPELLED_UNIT = "字母按单位的拼音理解";
  const ONLY_NEAR = "没有找到完全一致的内容，下面是相近结果";
  const OTHER_QUOTES = "标作相近的只差引号，要先看它们，请连引号一起输入";
  const IGNORED = "只有标点的词没有参加查找";
  const CUT = "查找内容太长，只用了前面一部分";
  const AS_SIMPLIFIED = "按简体字查到的内容";
  const NO_FILTER = (name) => `“${name}”不是条件，这里当作字词；条件有${Object.values(labels).join("、")}`;
  const UNWANTED_ALONE = "只写了要排除的词，请再写要找的词或条件";
  const BROKEN = "检索出了差错，请刷新后再试";
  const INEXACT = ["none", "near", "pinyin"];
  const MOST_UNMATCHED = 3;
  const KINDS = ["提法", "方面", "单位", "小标题"];

  const joined = (parts) => parts.filter(Boolean).join("；") || null;
  const explain = (error) => (error && error.fault ? error.message : BROKEN);
  const nothing = (message) => ({ kind: "none", total: 0, exact: true, results: [], alike: [], message });

  // ------------------------------------------------------------------------------------------------- search

  /** The answer to a query. */
  async function query(text, options) {
    const { limit = 10, offset = 0, filters = null } = options || {};
    let asked = parse(text);
    try {
      asked = await prepared(text);
      let found = await answer(asked, filters, offset, offset + limit);
      const other = INEXACT.includes(found.kind) ? asSimplified(asked) : null;
      if (other) {
        const again = await answer(other, filters, offset, offset + limit);
        if (!INEXACT.includes(again.kind)) found = Object.assign(again, { message: joined([AS_SIMPLIFIED, again.message]) });
      }
      const unknown = INEXACT.includes(found.kind) ? unknownFilter(asked) : null;
      const message = joined([found.message, unknown && NO_FILTER(unknown), asked.cut && CUT, asked.ignored.length && IGNORED]);
      return Object.assign(found, { message, query: asked });
    } catch (error) {
      return { ...nothing(explain(error)), exact: false, query: asked };
    }
  }

  async function answer(asked, given, first, last) {
    const { terms } = asked;
    const filters = asked.filters.concat(find.givenFilters(given));
    if (!terms.length && !filters.length) return nothing(asked.unwanted.length ? UNWANTED_ALONE : NOTHING_ASKED);
    const index = await store.head();
    const passed = await find.allowed(index, filters);
    if (passed && !passed.includes(1)) {
      const unmatched = await find.unmatchedValues(index, filters);
      return nothing(joined([NOTHING_FOUND, ...unmatched.slice(0, MOST_UNMATCHED)]));
    }
    if (!terms.length) return everything(index, await listing(index, filters, passed, asked.unwanted), first, last);
    const [marks, unwanted] = await find.without(index, passed, asked.unwanted);
    const words = wanted(asked);
    const candidates = await find.Candidates.of(index, words, marks);
    const checked = await find.checkDocuments(index, candidates, words, unwanted, last);
    if (checked.hits.length) return shown("exact", checked, terms, first, last, checked.near && checked.near.size ? OTHER_QUOTES : null);
    if (checked.exact && terms.length > 1) {
      const whole = await find.checkMaterials(index, words, unwanted, marks, last);
      if (whole.hits.length) return shown("material", whole, terms, first, last, IN_MATERIAL);
    }
    return (await byPinyin(index, asked, unwanted, marks, first, last)) ||
      nearest(index, terms, unwanted, marks, checked, first, last);
  }

  async function nearest(index, terms, unwanted, marks, { exact, faults }, first, last) {
    const near = (await findNear(index, terms, unwanted, marks, faults)).slice(first, last);
    const results = near.map(({ document, spans }) => ({ ...resultOf(document, spans), near: true }));
    const none = exact ? NOTHING_FOUND : GIVEN_UP;
    const some = exact ? ONLY_NEAR : `${GIVEN_UP}，下面是相近结果`;
    const message = joined([results.length ? some : none, faults[0]]);
    return { kind: results.length ? "near" : "none", total: 0, exact, results, alike: [], message };
  }

  /** What passes the filters: documents where one is about documents, else materials. */
  async function everything(index, listed, first, last) {
    const hits = [];
    const faults = [];
    let place = 0;
    while (place < listed.places.length && hits.length < last) {
      if (await stands(index, listed, listed.places[place], faults)) hits.push(listed.places[place]);
      place++;
    }
    const documents = await store.documentsOf(index, hits.slice(first, last), faults);
    const results = documents.filter(Boolean).map((document) => resultOf(document, []));
    const rest = listed.places.slice(place);
    const message = joined([hits.length ? null : NOTHING_FOUND, faults[0]]);
    return { kind: "exact", total: hits.length + rest.length, exact: !rest.some((n) => listed.doubtful.has(n)), results, alike: [], message };
  }

  /** What is found where words of letters are taken for spellings: titles and units, or, beside other words, these in the
   * materials of such units. */
  async function byPinyin(index, asked, unwanted, marks, first, last) {
    const letters = lettersOf(asked);
    if (!letters.length) return null;
    for (const words of letters.length === asked.terms.length ? readingsOf(letters) : []) {
      const found = await spelling(index, words, unwanted, marks, first, last);
      if (found) return found;
    }
    const inside = await inUnits(index, asked, marks);
    if (!inside) return null;
    const candidates = await find.Candidates.of(index, inside.words, inside.marks);
    const checked = await find.checkDocuments(index, candidates, inside.words, unwanted, last);
    return checked.hits.length ? shown("pinyin", checked, inside.words.map(({ text }) => text), first, last, BY_SPELLED_UNIT) : null;
  }

  async function spelling(index, letters, unwanted, marks, first, last) {
    const queue = await titlesThatMaySpell(index, letters, marks);
    const hits = [];
    const faults = [];
    const readings = queue.length ? await store.readings() : null;
    let place = 0;
    while (place < queue.length && hits.length < last) {
      const batch = queue.slice(place, place + last - hits.length);
      const documents = await store.documentsOf(index, batch, faults);
      hits.push(...documents.filter((document) => isSpelled(document, letters, readings, unwanted)));
      place += batch.length;
    }
    if (!hits.length) return null;
    return {
      kind: "pinyin", total: hits.length + queue.length - place, exact: place === queue.length,
      results: hits.slice(first, last).map((document) => spelledResult(document, letters, readings)),
      alike: [],
      message: joined([BY_PINYIN, faults[0]]),
    };
  }

  function spelledResult(document, letters, readings) {
    const { name, spans } = spellingOf(document, letters, readings);
    const marked = spans.slice().sort((a, b) => a[0] - b[0] || a[1] - b[1]).map((span) => [span, 0]);
    return { ...resultOf(document, []), snippet: snippet(Array.from(name), marked) };
  }

  function shown(kind, checked, terms, first, last, message) {
    const marked = (document) => resultOf(document, spansOf(document.folded, terms));
    const passage = ({ heading, anchor, part, snippet: text }) => ({ heading, anchor, part, snippet: text });
    const results = checked.hits.slice(first, last).map((document) => ({
      ...marked(document),
      near: Boolean(checked.near && checked.near.has(document)),
      also: ((checked.others && checked.others.get(document)) || []).map((other) => passage(marked(other))),
    }));
    return {
      kind, total: checked.total, exact: checked.exact,
      results: results.filter(({ near }) => !near),
      alike: results.filter(({ near }) => near),
      message: joined([message, checked.faults[0]]),
    };
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
      snippet: snippet(characters, spans, document.heading),
      near: false,
      also: [],
    };
  }

  // ------------------------------------------------------------------ counts, completions, related, marking

  /** How many results each value of each field has. */
  async function facets(text, options) {
    const { filters = null, fields: asked = fields, most = 100 } = options || {};
    try {
      return await counted(await prepared(text), find.givenFilters(filters), fields.filter((f) => asked.includes(f)), most);
    } catch (error) {
      return { total: 0, exact: false, facets: {}, message: explain(error), kind: "none" };
    }
  }

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
        const readings = spelling.split(" ").map((each) => each.split("/"));
        if (fold(words).startsWith(start) || begun(start, readings)) {
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

  /** Where the words of a query (its text, or as an answer has it) stand in a text: [[start, end]] as indexes of the string. */
  function mark(text, asked) {
    const whole = folded(String(text));
    const units = [0];
    for (const character of whole.characters) units.push(units[units.length - 1] + character.length);
    const query = typeof asked === "string" ? parse(asked) : asked;
    const found = spansOf(whole, query.terms);
    const other = found.length ? null : asSimplified(query);
    const spans = merged((other ? spansOf(whole, other.terms) : found).map(([span]) => span));
    return spans.map(([start, end]) => [units[start], units[end]]);
  }

  /** Makes sure that a text can be marked or parsed: loads what folding it needs. */
  async function ready(text) {
    try {
      await store.foldable(String(text));
    } catch (error) {
      // without the table of traditional characters they stay as they are
    }
  }

  Object.assign(engine, { query, facets, complete, related, mark, ready });
})(window.archiveSearch = window.archiveSearch || {});
