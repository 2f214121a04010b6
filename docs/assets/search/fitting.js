/* Whether what postings tell of the place of a piece fits a term. The twin of build_tools/search/fitting.py. */
(function (engine) {
  "use strict";

  const { isJoint, hashed } = engine._fold;
  const { PHASES } = engine._packing;
  const ANY = (1 << PHASES) - 1;
  const END = 2; // stands before and after every text

  /** What a posting would tell of the place of a pair in a folded text, given as characters. */
  function toldOf(characters, place) {
    const code = (spot) => (spot >= 0 && spot < characters.length ? characters[spot].codePointAt(0) : END);
    return (hashed(code(place - 1)) << 5) | (hashed(code(place + 2)) << 2) | (place % PHASES);
  }

  /** Whether what is told of a piece fits a place in a term (given as characters) that may begin at some phases: how much was
   * told, and the phases that are left; null where it does not fit. */
  function fitting(told, term, piece, place, given) {
    const begins = given & (1 << ((told - place) & (PHASES - 1)));
    if (!begins) return null;
    let count = 1;
    if (isJoint(piece)) return [count, begins];
    for (const [spot, own] of [[place - 1, told >> 5], [place + 2, (told >> 2) & 7]]) {
      if (spot < 0 || spot >= term.length) continue;
      if (hashed(term[spot].codePointAt(0)) !== own) return null;
      count++;
    }
    return [count, begins];
  }

  engine._fitting = { ANY, toldOf, fitting };
})(window.archiveSearch = window.archiveSearch || {});
