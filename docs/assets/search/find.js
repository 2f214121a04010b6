/* Candidates → checked results. The twin of build_tools/search/checking.py. */
(function (engine) {
  "use strict";

  const store = engine._store;
  const { rank } = engine._rank;
  const { isProven } = engine._filters;
  const { Candidates, compareKeys } = engine._candidates;
  const BLOCK = 10;
  const MOST_MATERIALS = 400;
  const FIRST = 2;
  const BATCH = 12;

  /** Whether a text that was read has all terms and nothing unwanted. */
  const holds = (document, terms, unwanted) => document !== null &&
    terms.every((term) => document.folded.text.includes(term)) &&
    !unwanted.some((term) => document.folded.text.includes(term));

  /** The first `wanted` documents (or more) that hold all terms and nothing unwanted: {hits, total, exact, faults}. */
  async function checkDocuments(index, candidates, terms, unwanted, wanted) {
    let queue = await candidates.ordered();
    const block = queue.length > 2 * BLOCK ? BLOCK : 2 * BLOCK;
    const need = Math.ceil(wanted / block) * block;
    const known = queue.length;
    const proven = !unwanted.length && candidates.isComplete && terms.every(isProven);
    const checked = { hits: [], total: 0, exact: true, faults: [] };
    const materials = new Set();
    let place = 0;
    let size = proven || queue.length <= BATCH ? need : FIRST;
    while (place < queue.length && checked.hits.length < need && materials.size < MOST_MATERIALS) {
      const batch = Array.from(queue.slice(place, place + size));
      let right = -checked.hits.length;
      for (const document of await store.documentsOf(index, batch, checked.faults)) {
        materials.add(store.materialOf(index, queue[place]));
        place++;
        if (holds(document, terms, unwanted) && checked.hits.push(document) === need) break;
      }
      right += checked.hits.length;
      const missing = need - checked.hits.length;
      size = Math.min(missing, BATCH);
      if (missing && right < batch.length) {
        const rest = await surest(candidates, queue.slice(place), missing, right, batch.length);
        queue = Array.from(queue.slice(0, place)).concat(rest);
        size = Math.min(size, FIRST + right);
      }
    }
    checked.exact = proven || place === queue.length;
    checked.total = proven ? known : checked.hits.length + queue.length - place;
    checked.hits = inBlocks(index, checked.hits, terms, block);
    return checked;
  }

  /** The rest of a queue of which not all was right: more pieces may be loaded, and what is surest comes first. */
  async function surest(candidates, queue, missing, right, tried) {
    let [left, of, among] = [queue, right, tried];
    while (candidates.isWorthMore(missing, left.length, of, among)) {
      among = left.length;
      await candidates.more();
      left = candidates.surest(left);
      of = left.length;
    }
    return candidates.surest(left);
  }

  function inBlocks(index, hits, terms, block) {
    const result = [];
    for (let start = 0; start < hits.length; start += block) {
      const part = hits.slice(start, start + block).map((document) => {
        const year = store.yearRank(index, store.materialOf(index, document.number));
        return { document, key: [...rank(document, terms), year, document.number] };
      });
      part.sort((a, b) => compareKeys(a.key, b.key));
      result.push(...part.map(({ document }) => document));
    }
    return result;
  }

  /** Where no document holds all terms: for each material that does, its document that holds most of them. */
  async function checkMaterials(index, terms, unwanted, marks, wanted) {
    let common = null;
    for (const term of terms) {
      const { documents } = await Candidates.of(index, [term], marks);
      const found = new Set(Array.from(documents, (document) => store.materialOf(index, document)));
      common = common ? new Set(Array.from(common).filter((m) => found.has(m))) : found;
      if (!common.size) break;
    }
    const queue = byYear(index, Array.from(common || []), (material) => material);
    const checked = { hits: [], total: 0, exact: true, faults: [] };
    let place = 0;
    while (place < Math.min(queue.length, MOST_MATERIALS) && checked.hits.length < wanted) {
      const best = await bestOf(index, queue[place], terms, unwanted, marks, checked.faults);
      place++;
      if (best) checked.hits.push(best);
    }
    checked.exact = place === queue.length;
    checked.total = checked.hits.length + queue.length - place;
    return checked;
  }

  async function bestOf(index, material, terms, unwanted, marks, faults) {
    const numbers = [];
    for (let n = index.starts[material]; n < store.endOf(index, material); n++) if (!marks || marks[n]) numbers.push(n);
    const missing = new Set(terms);
    let best = null;
    let most = -1;
    for (const document of await store.documentsOf(index, numbers, faults)) {
      if (!holds(document, [], unwanted)) continue;
      const here = terms.filter((term) => document.folded.text.includes(term));
      here.forEach((term) => missing.delete(term));
      if (here.length > most) {
        best = document;
        most = here.length;
      }
    }
    return missing.size ? null : best;
  }

  /** Things sorted by the year of their material, the latest first, then by number. */
  function byYear(index, numbers, materialOf) {
    const year = (number) => store.yearRank(index, materialOf(number));
    return numbers.map((number) => [year(number), number]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map((pair) => pair[1]);
  }

  engine._find = Object.assign({ holds, checkDocuments, checkMaterials, byYear }, engine._filters, engine._candidates);
})(window.archiveSearch = window.archiveSearch || {});
