/* Filters → the documents that pass them. The twin of build_tools/search/filters.py. */
(function (engine) {
  "use strict";

  const { fold, count, piecesOf } = engine._fold;
  const { decode } = engine._codec;
  const { CROSSED } = engine._packing;
  const { LETTERS, spelled } = engine._pinyin;
  const store = engine._store;
  const { fields, labels } = engine._parse;
  const SECTION_FIELDS = ["aspect", "part"];
  const YEARS = /^(\d\d)(\d\d)年?度?[-−‐‑–—―~至到]+(\d\d)?(\d\d)年?度?$/u;

  /** A caller's filters; unknown fields and fields without a value are passed over. */
  function givenFilters(given) {
    const found = [];
    for (const field of fields) {
      if (!given || given[field] === undefined) continue;
      const values = Array.isArray(given[field]) ? given[field] : [given[field]];
      if (values.length) found.push({ field, values: values.map((v) => (v === null ? "" : String(v))), excluded: false });
    }
    return found;
  }

  /** 1 for each document that passes all filters; null where there is no filter. */
  async function allowed(index, filters) {
    const each = await Promise.all(filters.map((condition) => passed(index, condition)));
    if (!each.length) return null;
    return each.reduce((all, one) => all.map((value, i) => value & one[i]));
  }

  /** What is said of each wanted value that no material has. */
  async function unmatchedValues(index, filters) {
    const said = [];
    for (const { field: name, values, excluded } of filters) {
      for (const value of excluded ? [] : values) {
        if (!(await meant(index, name, value)).length) said.push(`没有哪份材料的${labels[name]}是“${value}”`);
      }
    }
    return said;
  }

  /** The documents that pass, less those that postings prove to hold an unwanted word; and the words left to check. */
  async function without(index, marks, unwanted) {
    const left = [];
    for (const term of unwanted) {
      if (!isProven(term)) {
        left.push(term);
        continue;
      }
      marks = marks || new Uint8Array(index.documents).fill(1);
      const { documents, tiers } = await store.postingsOf(index, term);
      documents.forEach((document, i) => {
        if (tiers[i] !== CROSSED) marks[document] = 0;
      });
    }
    return [marks, left];
  }

  async function passed(index, condition) {
    const marks = new Uint8Array(index.documents).fill(condition.excluded ? 1 : 0);
    for (const wanted of condition.values) {
      for (const row of await meant(index, condition.field, wanted)) {
        spans(index, condition.field, row[2], (start, end) => marks.fill(condition.excluded ? 0 : 1, start, end));
      }
    }
    return marks;
  }

  /** The values of a field: [value, label, encoded numbers]. */
  const field = (name) => store.kept.files.get(`field/${name}`, store.file);

  /** The ranges of documents that an encoded list of materials or documents means. */
  function spans(index, name, numbers, use) {
    const sections = SECTION_FIELDS.includes(name);
    for (const number of decode(numbers)) {
      if (sections) use(number, number + 1);
      else use(index.starts[number], store.endOf(index, number));
    }
  }

  /** The values of a field that a wanted one means; of units also those that letters spell. */
  async function meant(index, name, wanted) {
    const rows = await field(name);
    const found = matching(rows, wanted);
    if (found.length || name !== "unit" || !LETTERS.test(fold(wanted))) return found;
    const readings = await store.readings();
    return rows.filter((row) => spelled(fold(wanted), readings(row[1])));
  }

  /** The values that a wanted one means: those equal to it, else a range of years, else those that contain it, else those that
   * it contains. */
  function matching(rows, wanted) {
    const folded = fold(wanted);
    const equal = rows.filter((row) => folded === fold(row[0]) || folded === fold(row[1]));
    if (equal.length) return equal;
    const years = YEARS.exec(folded);
    if (years) {
      const [century, first, other, last] = years.slice(1);
      const [low, high] = [century + first, (other || century) + last].sort();
      return rows.filter((row) => low <= row[0].slice(0, 4) && row[0].slice(0, 4) <= high);
    }
    const holding = rows.filter((row) => fold(row[1]).includes(folded) || fold(row[0]).includes(folded));
    return holding.length ? holding : rows.filter((row) => count(row[1]) > 1 && folded.includes(fold(row[1])));
  }

  /** Whether postings alone prove that a document holds the term. */
  function isProven(term) {
    const pieces = piecesOf(term);
    return pieces.length === 1 && pieces[0] === term;
  }

  engine._filters = {
    givenFilters, allowed, without, unmatchedValues, field, spans, isProven, SECTION_FIELDS,
  };
})(window.archiveSearch = window.archiveSearch || {});
