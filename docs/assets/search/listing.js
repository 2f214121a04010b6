/* Filters without words → what they list. The twin of build_tools/search/listing.py. */
(function (engine) {
  "use strict";

  const { piecesOf } = engine._fold;
  const store = engine._store;
  const { without, SECTION_FIELDS } = engine._filters;
  const { documentsWith } = engine._candidates;
  const { holds, byYear } = engine._find;

  /** What filters and unwanted words leave of the documents that pass: {places, doubtful, unwanted}; places are materials, each
   * by its first document, or sections; for the doubtful ones the documents that may hold an unwanted word. */
  async function listing(index, filters, marks, unwanted) {
    const whole = !filters.some(({ field }) => SECTION_FIELDS.includes(field));
    const [clean, left] = await without(index, null, unwanted);
    const suspects = new Set();
    for (const term of left) (await documentsWith(index, piecesOf(term), clean)).forEach((d) => suspects.add(d));
    const places = [];
    const doubtful = new Map();
    const count = whole ? index.starts.length : index.documents;
    for (let n = 0; n < count; n++) {
      const start = whole ? index.starts[n] : n;
      const end = whole ? store.endOf(index, n) : n + 1;
      if ((marks && !marks[start]) || (clean && clean.subarray(start, end).includes(0))) continue;
      places.push(start);
      const own = [];
      if (suspects.size) for (let document = start; document < end; document++) if (suspects.has(document)) own.push(document);
      if (own.length) doubtful.set(start, own);
    }
    return { places: byYear(index, places, (n) => store.materialOf(index, n)), doubtful, unwanted: left };
  }

  /** Whether a place belongs to the list, by its texts where that is in doubt. */
  async function stands(index, { doubtful, unwanted }, place, faults) {
    const read = await store.documentsOf(index, doubtful.get(place) || [], faults);
    return read.every((document) => holds(document, [], unwanted));
  }

  engine._listing = { listing, stands };
})(window.archiveSearch = window.archiveSearch || {});
