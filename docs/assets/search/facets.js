/* How many of what a search finds have each value of each field. The twin of build_tools/search/facets.py. */
(function (engine) {
  "use strict";

  const store = engine._store;
  const { wanted, asSimplified } = engine._parse;
  const find = engine._find;
  const { listing, stands } = engine._listing;
  const { lettersOf, readingsOf, inUnits, titlesThatMaySpell, isSpelled } = engine._spelling;
  const MOST_PIECES = 8; // loaded to count

  const isOfMaterials = (name) => !find.SECTION_FIELDS.includes(name);

  /** The counts of each field for a query; of fields of materials only where whole materials are found. */
  async function counted(asked, given, names, most) {
    const found = {};
    names.forEach((field) => { found[field] = []; });
    if (!asked.terms.length && !asked.filters.length && !given.length) {
      return { total: 0, exact: true, facets: found, message: null, kind: "none" };
    }
    const index = await store.head();
    let { kind, documents, exact } = await what(index, asked, given);
    let conditions = conditionsOf(kind, given);
    let all = await sums(index, documents, conditions);
    if (given.length && !all[index.documents]) {
      const narrowed = await what(index, Object.assign({}, asked, { filters: asked.filters.concat(given) }), []);
      if (narrowed.documents.length) {
        ({ kind, documents, exact } = narrowed);
        [conditions, all] = [[], await sums(index, documents, [])];
      }
    }
    const whole = kind === "material";
    for (const field of whole ? names.filter(isOfMaterials) : names) {
      const others = conditions.filter((condition) => condition.field !== field);
      const own = others.length === conditions.length ? all : await sums(index, documents, others);
      found[field] = (await countsOf(index, field, own)).slice(0, most);
    }
    return { total: all[index.documents], exact, facets: found, message: null, kind };
  }

  /** The given filters that what is counted must still pass: those of sections hold for the sections of a material. */
  const conditionsOf = (kind, given) => given.filter(({ field }) => kind !== "material" || isOfMaterials(field));

  /** What a search finds, the given filters aside, of the first kind that there is: {kind, documents, exact}; of kind material
   * the first document of each material. */
  async function what(index, asked, given) {
    const other = asSimplified(asked);
    return (await literal(index, asked, given)) || (other && await literal(index, other, given)) ||
      (await bySpelling(index, asked)) || { kind: "none", documents: [], exact: true };
  }

  async function literal(index, asked, given) {
    const allowing = await find.allowed(index, asked.filters);
    if (!asked.terms.length) {
      const list = await listed(index, asked, given, allowing);
      return list.documents.length ? { kind: "exact", ...list } : null;
    }
    const words = wanted(asked);
    const found = await documentsOf(index, words, ...await find.without(index, allowing, asked.unwanted));
    if (found.documents.length || !found.exact) return { kind: "exact", ...found };
    if (words.length < 2) return null;
    const ofSections = given.filter(({ field }) => !isOfMaterials(field));
    const passing = await find.allowed(index, asked.filters.concat(ofSections));
    const whole = await materialsOf(index, words, ...await find.without(index, passing, asked.unwanted));
    return whole.documents.length || !whole.exact ? { kind: "material", ...whole } : null;
  }

  /** What a search of the filters alone lists, and whether that is proven. */
  async function listed(index, asked, given, allowing) {
    const list = await listing(index, asked.filters.concat(given), allowing, asked.unwanted);
    if (!find.areFew(index, [].concat(...list.doubtful.values()))) return { documents: list.places, exact: false };
    const documents = [];
    const faults = [];
    for (const place of list.places) if (await stands(index, list, place, faults)) documents.push(place);
    return { documents, exact: !faults.length };
  }

  /** What words allow, and whether that is proven. */
  async function documentsOf(index, words, marks, unwanted) {
    const candidates = await find.Candidates.of(index, words, marks);
    await candidates.narrow(MOST_PIECES);
    const { documents } = candidates;
    const proven = !unwanted.length && candidates.isComplete && words.every(({ text, bare }) => bare && find.isProven(text));
    if (proven || !find.areFew(index, documents)) return { documents, exact: proven };
    const { documents: right, exact } = await read(index, documents, (document) => find.holds(document, words, unwanted));
    const typed = (await read(index, right, (document) => find.isQuotedAlike(document, words))).documents;
    return { documents: typed.length ? typed : right, exact };
  }

  /** The first documents of the materials that may hold all words, and whether that is proven. */
  async function materialsOf(index, words, marks, unwanted) {
    const materials = await find.materialsThatMayHold(index, words, marks);
    const starts = materials.map((material) => index.starts[material]);
    if (!find.areFew(index, starts)) return { documents: starts, exact: false };
    const documents = [];
    const faults = [];
    for (const material of materials) {
      const found = await find.passages(index, material, words, unwanted, marks, faults);
      if (found.length) documents.push(index.starts[material]);
    }
    return { documents, exact: !faults.length };
  }

  async function bySpelling(index, asked) {
    const letters = lettersOf(asked);
    if (!letters.length) return null;
    const [marks, unwanted] = await find.without(index, await find.allowed(index, asked.filters), asked.unwanted);
    for (const words of letters.length === asked.terms.length ? readingsOf(letters) : []) {
      const titles = await titlesThatMaySpell(index, words, marks);
      const readings = titles.length ? await store.readings() : null;
      const found = !find.areFew(index, titles) ? { documents: titles, exact: false }
        : await read(index, titles, (document) => isSpelled(document, words, readings, unwanted));
      if (found.documents.length) return { kind: "pinyin", ...found };
    }
    const inside = await inUnits(index, asked, marks);
    const found = inside ? await documentsOf(index, inside.words, inside.marks, unwanted) : null;
    return found && found.documents.length ? { kind: "pinyin", ...found } : null;
  }

  /** The numbers of those documents of which the texts are right, and whether all could be read. */
  async function read(index, documents, isRight) {
    const faults = [];
    const texts = await store.documentsOf(index, Array.from(documents), faults);
    return { documents: texts.filter((document) => document && isRight(document)).map(({ number }) => number), exact: !faults.length };
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

  engine._facets = { counted };
})(window.archiveSearch = window.archiveSearch || {});
