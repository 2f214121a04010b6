/* Words of letters that nothing holds, taken for spellings of units and titles. The twin of build_tools/search/spelling.py. */
(function (engine) {
  "use strict";

  const store = engine._store;
  const { wanted } = engine._parse;
  const { LETTERS, queryPieces, spelled } = engine._pinyin;
  const { field, spans } = engine._filters;
  const { documentsWith, byYear, holds } = engine._find;

  /** The words to find that may be spellings. */
  const lettersOf = ({ terms }) => terms.filter((term) => LETTERS.test(term));

  /** How words of letters alone may be meant, to be tried in turn: as one spelling, and each by itself. */
  const readingsOf = (letters) => [[letters.join("")]].concat(letters.length > 1 ? [letters] : []);

  /** The words of a query without these words of letters, and the documents that pass of the units that they spell: {words,
   * marks}; null where no word spells a unit, or none is left. */
  async function inUnits(index, asked, passing) {
    const readings = await store.readings();
    const units = (await field("unit")).map(([, name, numbers]) => [readings(name), numbers]);
    const letters = lettersOf(asked).filter((word) => units.some(([unit]) => spelled(word, unit)));
    const words = wanted(asked).filter(({ text }) => !letters.includes(text));
    if (!letters.length || !words.length) return null;
    const marks = marked(index, units, letters, passing);
    return marks.includes(1) ? { words, marks } : null;
  }

  function marked(index, units, letters, passing) {
    const marks = new Uint8Array(index.documents);
    for (const [unit, numbers] of units) {
      if (letters.every((word) => spelled(word, unit))) spans(index, "unit", numbers, (start, end) => marks.fill(1, start, end));
    }
    if (passing) marks.forEach((mark, i) => { marks[i] = mark & passing[i]; });
    return marks;
  }

  /** The titles that pass and may spell each of the words of letters, by postings and by names of units; the latest year
   * first. */
  async function titlesThatMaySpell(index, letters, passing) {
    const readings = await store.readings();
    const units = (await field("unit")).map(([, name, numbers]) => [readings(name), numbers]);
    const starts = Array.from(index.starts);
    const of = async (word) => {
      const each = await Promise.all(queryPieces(word).map((pieces) => documentsWith(index, pieces, passing)));
      const marks = marked(index, units, [word], passing);
      return new Set([].concat(...each, starts.filter((title) => marks[title])));
    };
    const [first, ...others] = await Promise.all(letters.map(of));
    const found = Array.from(first).filter((title) => others.every((titles) => titles.has(title)));
    return byYear(index, found, (n) => store.materialOf(index, n));
  }

  /** Whether the title or the unit of a document's material spells letters, and the document holds nothing unwanted. */
  const isSpelled = (document, letters, readings, unwanted) =>
    holds(document, [], unwanted) && Boolean(spellingOf(document, letters, readings));

  /** The first name of a document's material that each of the words of letters spells: {name, spans}; null where there is none. */
  function spellingOf({ owner }, letters, readings) {
    for (const name of [owner.title].concat(owner.unit || [])) {
      const spans = letters.map((word) => spelled(word, readings(name)));
      if (spans.every(Boolean)) return { name, spans };
    }
    return null;
  }

  engine._spelling = { lettersOf, readingsOf, inUnits, titlesThatMaySpell, isSpelled, spellingOf };
})(window.archiveSearch = window.archiveSearch || {});
