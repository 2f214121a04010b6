/* 相近结果: documents that share most pieces with what was typed, ordered by how little must be changed.
 * The twin of build_tools/search/near.py. */
(function (engine) {
  "use strict";

  const { placesOf } = engine._fold;
  const store = engine._store;
  const { orderedPieces, compareKeys } = engine._find;
  const PIECES = 10;
  const MOST_WORDS = 16;
  const MATERIALS = 100;
  const BATCH = 10; // documents read at a time
  const ENOUGH = 4000;
  const LONGEST = 64;

  /** The nearest documents, best first: {document, changes, spans}; none that differs in more than two of five or holds an
   * unwanted word. No more are read once one differs in a single change. */
  async function findNear(index, given, unwanted, marks, faults) {
    const terms = given.slice(0, MOST_WORDS).map((term) => Array.from(term).slice(0, LONGEST)).filter((term) => term.length > 1);
    const most = Math.floor((terms.reduce((sum, term) => sum + term.length, 0) * 2) / 5);
    const sharing = await mostSharing(index, terms.map((term) => term.join("")), marks);
    const found = [];
    for (let i = 0; i < sharing.length && !found.some(({ near }) => near.changes <= 1); i += BATCH) {
      const batch = sharing.slice(i, i + BATCH);
      const documents = await store.documentsOf(index, batch.map(([document]) => document), faults);
      documents.forEach((document, n) => {
        if (!document) return;
        const near = compared(document, terms);
        const year = store.yearRank(index, store.materialOf(index, document.number));
        if (near.changes <= most && !unwanted.some((term) => document.folded.text.includes(term))) {
          found.push({ near, key: [near.changes, -batch[n][1], year, document.number] });
        }
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

  /** The stretch of a text that is most like a term: changes, start, end. The first where several are. A change is a character
   * wrong, missing or too many, or two neighbours that changed places. */
  function align(term, text) {
    const size = term.length;
    const column = () => ({ changes: new Int32Array(size + 1), starts: new Int32Array(size + 1) });
    // Of making so much of the term from what ends at a character: at this one, at the one before, and before that.
    let [now, last, before] = [column(), column(), column()];
    last.changes.forEach((_, i, changes) => { changes[i] = i; });
    let best = [size, 0, 0];
    for (let place = 0; place < text.length; place++) {
      [now.changes[0], now.starts[0]] = [0, place + 1];
      for (let i = 0; i < size; i++) {
        let changes = last.changes[i] + (term[i] === text[place] ? 0 : 1);
        let start = last.starts[i];
        if (last.changes[i + 1] + 1 < changes) [changes, start] = [last.changes[i + 1] + 1, last.starts[i + 1]];
        if (now.changes[i] + 1 < changes) [changes, start] = [now.changes[i] + 1, now.starts[i]];
        if (i && place && term[i - 1] === text[place] && term[i] === text[place - 1] && before.changes[i - 1] + 1 < changes) {
          [changes, start] = [before.changes[i - 1] + 1, before.starts[i - 1]];
        }
        now.changes[i + 1] = changes;
        now.starts[i + 1] = start;
      }
      if (now.changes[size] < best[0]) best = [now.changes[size], now.starts[size], place + 1];
      [now, last, before] = [before, now, last];
    }
    return best;
  }

  engine._near = { findNear };
})(window.archiveSearch = window.archiveSearch || {});
