/* Words of letters that nothing holds, taken for spellings of units and titles.
 * The twin of build_tools/search/spelling.py and pinyin.py. */
(function (engine) {
  "use strict";

  const store = engine._store;
  const { field, spans } = engine._filters;
  const { documentsWith, byYear, holds } = engine._find;
  const LETTERS = /^[a-z0-9]{2,}$/;
  const PINYIN = 0xe000;
  const INITIALS = 0xe080;

  /** The words to find that may be spellings. */
  const lettersOf = ({ terms }) => terms.filter((term) => LETTERS.test(term));

  /** The documents that pass whose unit's name each of the words of letters spells; null where there is no such unit. */
  async function unitsSpelled(index, letters, passing) {
    const readings = await store.readings();
    const marks = new Uint8Array(index.documents);
    for (const [, name, numbers] of await field("unit")) {
      if (letters.every((word) => spelled(word, readings(name)))) spans(index, "unit", numbers, (start, end) => marks.fill(1, start, end));
    }
    if (passing) marks.forEach((mark, i) => { marks[i] = mark & passing[i]; });
    return marks.includes(1) ? marks : null;
  }

  /** The titles that pass and may spell letters, by postings and by names of units; the latest year first. */
  async function titlesThatMaySpell(index, letters, marks) {
    const each = await Promise.all(queryPieces(letters).map((pieces) => documentsWith(index, pieces, marks)));
    const ofUnits = await unitsSpelled(index, [letters], marks);
    if (ofUnits) each.push(Array.from(index.starts).filter((title) => ofUnits[title]));
    return byYear(index, Array.from(new Set([].concat(...each))), (n) => store.materialOf(index, n));
  }

  /** Whether the title or the unit of a document's material spells letters, and the document holds nothing unwanted. */
  const isSpelled = (document, letters, readings, unwanted) =>
    holds(document, [], unwanted) && Boolean(nameSpelled(document, letters, readings));

  /** The first name of a document's material that letters spell. */
  const nameSpelled = ({ owner }, letters, readings) =>
    [owner.title].concat(owner.unit || []).find((name) => spelled(letters, readings(name)));

  /** The pieces that a spelling must have: where the letters are full syllables, and where they are initials. */
  function queryPieces(letters) {
    const pairs = new Set();
    for (let i = 0; i + 1 < letters.length; i++) pairs.add(letters.slice(i, i + 2));
    return [PINYIN, INITIALS].map((kind) =>
      Array.from(pairs, (pair) => String.fromCharCode(kind + pair.charCodeAt(0)) + pair[1]));
  }

  /** Where letters stand in a text, of which each character's readings are given, as a range of characters, or null. */
  function spelled(letters, readings) {
    for (let start = 0; start < readings.length; start++) {
      const end = matched(letters, readings, start, true) || matched(letters, readings, start, false);
      if (end) return [start, end];
    }
    return null;
  }

  /** Whether a text begins like the letters; what is not read, an empty syllable, is passed over. */
  const begun = (letters, readings) => Boolean(matched(letters, readings, 0, true) || matched(letters, readings, 0, false));

  /** The end of what the letters spell from a place on; 0 where they do not. */
  function matched(letters, readings, place, whole) {
    if (!letters) return place;
    const here = readings[place] || [];
    for (const syllable of new Set(whole ? here : here.map((reading) => reading.slice(0, 1)))) {
      if (letters.startsWith(syllable) || syllable.startsWith(letters)) {
        const end = matched(letters.slice(syllable.length), readings, place + 1, whole);
        if (end) return end;
      }
    }
    return 0;
  }

  engine._spelling = { lettersOf, unitsSpelled, titlesThatMaySpell, isSpelled, nameSpelled, spelled, begun };
})(window.archiveSearch = window.archiveSearch || {});
