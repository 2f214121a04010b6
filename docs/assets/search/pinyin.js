/* Letters and the readings of a text's characters: whether they spell it. The twin of build_tools/search/pinyin.py. */
(function (engine) {
  "use strict";

  const LETTERS = /^(?=.*[a-z])[a-z0-9]{2,}$/; // what may be a spelling
  const PINYIN = 0xe000;
  const INITIALS = 0xe080;

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

  engine._pinyin = { LETTERS, queryPieces, spelled, begun };
})(window.archiveSearch = window.archiveSearch || {});
