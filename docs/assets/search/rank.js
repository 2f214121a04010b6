/* The order of checked results, where words stand in a text, and snippets.
 * The twin of build_tools/search/ranking.py and snippet.py. */
(function (engine) {
  "use strict";

  const { count } = engine._fold;
  const MOST_PLACES = 100;
  const BEFORE = 24;
  const WIDTH = 110;
  const LONGEST = 300;

  /** Where a term begins in a folded text, without overlaps. */
  function places(text, term) {
    const found = [];
    let start = text.indexOf(term);
    while (start >= 0 && found.length < MOST_PLACES) {
      found.push(start);
      start = text.indexOf(term, start + term.length);
    }
    return found;
  }

  /** Where a term begins in a folded text, overlaps too; so many places at most. */
  function everyPlace(text, term, most = Infinity) {
    const found = [];
    for (let start = text.indexOf(term); start >= 0 && found.length < most; start = text.indexOf(term, start + 1)) {
      found.push(start);
    }
    return found;
  }

  /** Sorts ascending: words in the heading, how close the words stand, how often they do for the text's length. */
  function rank(document, terms) {
    const text = document.folded;
    const lengths = terms.map(count);
    const found = terms.map((term) => places(text.text, term).map(text.point));
    const heading = count(document.head);
    const inHeading = found.filter((spots, i) => spots[0] + lengths[i] <= heading).length;
    const often = found.reduce((sum, spots) => sum + spots.length, 0);
    return [-inHeading, closeness(found, lengths), -Math.floor((often * 1000) / (text.length + 200))];
  }

  /** How many other characters stand in the shortest stretch that holds every term. */
  function closeness(found, lengths) {
    if (found.length < 2) return 0;
    const all = [];
    found.forEach((spots, term) => spots.forEach((start) => all.push([start, term])));
    all.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    const latest = found.map(() => -1);
    const total = lengths.reduce((sum, length) => sum + length, 0);
    let best = -1;
    for (const [start, term] of all) {
      latest[term] = start;
      if (latest.includes(-1)) continue;
      const end = Math.max(...latest.map((spot, i) => spot + lengths[i]));
      const gap = Math.max(0, end - Math.min(...latest) - total);
      if (best < 0 || gap < best) best = gap;
    }
    return Math.max(best, 0);
  }

  /** Where the terms stand in the original text, in order: [[start, end], number of the term]. */
  function spansOf(text, terms) {
    const found = [];
    terms.forEach((term, number) => {
      for (const start of places(text.text, term)) found.push([text.span(start, start + term.length), number]);
    });
    return found.sort((a, b) => a[0][0] - b[0][0] || a[0][1] - b[0][1] || a[1] - b[1]);
  }

  /** The stretch that holds most of the terms, the first where several do, as escaped HTML with marks. Of a match
   * below the heading (the first so many characters) it begins below it. */
  function snippet(characters, spans, heading = 0) {
    let best = 0;
    let most = 0;
    spans.forEach(([[start]], place) => {
      const held = new Set();
      for (let i = place; i < spans.length && spans[i][0][0] < start + WIDTH; i++) {
        if (spans[i][0][1] <= start - BEFORE + WIDTH) held.add(spans[i][1]);
      }
      if (held.size > most) {
        best = place;
        most = held.size;
      }
    });
    const [first, last] = spans.length ? spans[best][0] : [0, 0];
    let least = heading <= first ? heading : 0;
    while (least < first && "\n 　".includes(characters[least])) least++;
    const start = Math.max(least, first - BEFORE);
    const end = Math.min(characters.length, Math.max(start + WIDTH, Math.min(last, start + LONGEST)));
    const text = (low, high) => escaped(characters.slice(low, high).join(""));
    let html = start > least ? "…" : "";
    let place = start;
    for (const [from, to] of merged(spans.map(([span]) => span))) {
      const low = Math.max(from, place);
      const high = Math.min(to, end);
      if (low < high) {
        html += `${text(place, low)}<mark>${text(low, high)}</mark>`;
        place = high;
      }
    }
    return html + text(place, end) + (end < characters.length ? "…" : "");
  }

  /** Spans in order, those that touch made one. */
  function merged(spans) {
    const result = [];
    for (const [low, high] of spans.slice().sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
      const last = result[result.length - 1];
      if (last && low <= last[1]) last[1] = Math.max(high, last[1]);
      else result.push([low, high]);
    }
    return result;
  }

  const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "\n": " " };
  const escaped = (text) => text.replace(/[&<>"'\n]/g, (character) => ENTITIES[character]);

  engine._rank = { places, everyPlace, rank, spansOf, snippet, merged };
})(window.archiveSearch = window.archiveSearch || {});
