/* 相近结果: documents that share most pieces with what was typed, ordered by how little must be changed; and pinyin.
 * The twin of build_tools/search/near.py and pinyin.py. */
(function (engine) {
  "use strict";

  const { placesOf } = engine._fold;
  const store = engine._store;
  const { orderedPieces, compareKeys } = engine._find;
  const PIECES = 10;
  const MATERIALS = 60;
  const BATCH = 10; // documents read at a time, until one of them differs in a single character
  const ENOUGH = 4000;
  const LONGEST = 64;
  const PINYIN = 0xe000;
  const INITIALS = 0xe080;

  /** The nearest documents, best first: {document, changes, spans}; none that differs in more than two of five. */
  async function findNear(index, given, marks) {
    const terms = given.map((term) => Array.from(term).slice(0, LONGEST)).filter((term) => term.length > 1);
    const size = terms.reduce((sum, term) => sum + term.length, 0);
    const sharing = await mostSharing(index, terms.map((term) => term.join("")), marks);
    const found = [];
    for (let i = 0; i < sharing.length && !found.some(({ near }) => near.changes <= 1); i += BATCH) {
      const batch = sharing.slice(i, i + BATCH);
      const documents = await store.documentsOf(index, batch.map(([document]) => document), []);
      documents.forEach((document, n) => {
        if (!document) return;
        const near = compared(document, terms);
        const year = store.yearRank(index, store.materialOf(index, document.number));
        if (near.changes * 5 <= size * 2) found.push({ near, key: [near.changes, -batch[n][1], year, document.number] });
      });
    }
    return found.sort((a, b) => compareKeys(a.key, b.key)).map(({ near }) => near);
  }

  /** The documents that share most, with their scores; a piece weighs the more the rarer it is. */
  async function mostSharing(index, terms, marks) {
    const scores = new Uint16Array(index.documents);
    const pieces = [];
    for (const term of terms) {
      pieces.push(...orderedPieces(index, placesOf(term)).slice(0, Math.max(2, Math.floor(PIECES / terms.length))));
    }
    const found = await Promise.all(pieces.map((piece) => store.postingsOf(index, piece)));
    found.forEach(({ documents }, i) => {
      const weight = store.commonness(index, pieces[i]) + 1;
      for (const document of documents) if (!marks || marks[document]) scores[document] += weight;
    });
    return nearestMaterials(index, scores);
  }

  /** The score that so many documents reach (1 where fewer have any), so that not all need be sorted. */
  function leastOf(scores, enough) {
    const counts = new Uint32Array(65536);
    for (let document = 0; document < scores.length; document++) counts[scores[document]]++;
    let least = 65535;
    for (let reached = counts[least]; least > 1 && reached < enough; reached += counts[least]) least--;
    return least;
  }

  /** The best documents of so many materials: [document, score]. */
  function nearestMaterials(index, scores) {
    const least = leastOf(scores, ENOUGH);
    const keys = [];
    for (let document = 0; document < scores.length; document++) {
      if (scores[document] < least) continue;
      const year = store.yearRank(index, store.materialOf(index, document));
      keys.push(((65535 - scores[document]) * 1024 + year) * 0x8000000 + document);
    }
    const materials = new Set();
    const kept = [];
    for (const key of Float64Array.from(keys).sort()) {
      const document = key % 0x8000000;
      materials.add(store.materialOf(index, document));
      if (materials.size > MATERIALS) break;
      kept.push([document, scores[document]]);
    }
    return kept;
  }

  function compared(document, terms) {
    const text = Array.from(document.folded.text);
    const units = [0];
    for (const character of text) units.push(units[units.length - 1] + character.length);
    const near = { document, changes: 0, spans: [] };
    terms.forEach((term, number) => {
      const [changes, start, end] = align(term, text);
      near.changes += changes;
      if (start < end && changes < term.length) near.spans.push([document.folded.span(units[start], units[end]), number]);
    });
    near.spans.sort((a, b) => a[0][0] - b[0][0] || a[0][1] - b[0][1] || a[1] - b[1]);
    return near;
  }

  /** The stretch of a text that is most like a term: changes, start, end. The first where several are. */
  function align(term, text) {
    const size = term.length;
    const costs = Array.from({ length: size + 1 }, (_, i) => i);
    const starts = new Array(size + 1).fill(0);
    let best = [size, 0, 0];
    for (let place = 0; place < text.length; place++) {
      let above = costs[0];
      let aboveStart = starts[0];
      starts[0] = place + 1;
      for (let i = 1; i <= size; i++) {
        let cost = above + (term[i - 1] === text[place] ? 0 : 1);
        let start = aboveStart;
        above = costs[i];
        aboveStart = starts[i];
        if (above + 1 < cost) {
          cost = above + 1;
          start = aboveStart;
        }
        if (costs[i - 1] + 1 < cost) {
          cost = costs[i - 1] + 1;
          start = starts[i - 1];
        }
        costs[i] = cost;
        starts[i] = start;
      }
      if (costs[size] < best[0]) best = [costs[size], starts[size], place + 1];
    }
    return best;
  }

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

  /** The end of what the letters spell from a place on; 0 where they do not. */
  function matched(letters, readings, place, whole) {
    if (!letters) return place;
    for (const reading of readings[place] || []) {
      const syllable = whole ? reading : reading[0];
      if (letters.startsWith(syllable) || syllable.startsWith(letters)) {
        const end = matched(letters.slice(syllable.length), readings, place + 1, whole);
        if (end) return end;
      }
    }
    return 0;
  }

  engine._near = { findNear, queryPieces, spelled };
})(window.archiveSearch = window.archiveSearch || {});
