/* Candidates → checked results. The twin of build_tools/search/checking.py. */
(function (engine) {
  "use strict";

  const store = engine._store;
  const { hasQuote, marked } = engine._fold;
  const { rank, everyPlace } = engine._rank;
  const { isProven } = engine._filters;
  const { Candidates, compareKeys } = engine._candidates;
  const [LEAST_BLOCK, MOST_BLOCK, BLOCK_DOCUMENTS] = [10, 16, 200000];
  const MOST_SORTED = 200;
  const MOST_MATERIALS = 400;
  const FIRST = 3;
  const BATCH = 12;

  /** So many results are ordered among themselves by their texts. */
  const blockOf = (index) =>
    Math.max(LEAST_BLOCK, Math.min(MOST_BLOCK, Math.floor(BLOCK_DOCUMENTS / Math.max(1, index.documents))));

  /** Whether all texts of documents are read, and so ordered: they stand in no more files than two blocks might. */
  const areFew = (index, documents) =>
    documents.length <= MOST_SORTED && store.textFiles(index, documents) <= 2 * blockOf(index);

  /** Whether a text that was read has all words and nothing unwanted. */
  const holds = (document, words, unwanted) => document !== null &&
    words.every((word) => stands(word, document)) &&
    !unwanted.some((term) => document.folded.text.includes(term));

  /** Whether a word is in a text; a close one must not be parted by a quotation mark. */
  function stands({ text, close }, { folded }) {
    if (!close) return folded.text.includes(text);
    return everyPlace(folded.text, text).some((start) => {
      const [from, to] = folded.span(start, start + text.length);
      return !hasQuote(folded.characters.slice(from + 1, to - 1).join(""));
    });
  }

  /** Whether a text holds all words with the quotation marks, and only those, with which they were typed. */
  function isQuotedAlike({ folded }, words) {
    const text = marked(folded.characters.join(""));
    return words.every(({ typed }) => text.includes(marked(typed)));
  }

  /** The first `wanted` documents (or more) that hold all words and nothing unwanted: {hits, total, exact, faults}. Those that
   * hold them with quotation marks as typed come first, and for the sake of them twice as many are looked at; the others are
   * near, if there are any such. */
  async function checkDocuments(index, candidates, words, unwanted, wanted) {
    let queue = await candidates.ordered();
    const block = areFew(index, queue) ? Math.max(1, queue.length) : blockOf(index);
    const need = Math.ceil(wanted / block) * block;
    const known = queue.length;
    const proven = !unwanted.length && candidates.isComplete && words.every(({ text, bare }) => bare && isProven(text));
    const checked = { hits: [], total: 0, exact: true, faults: [] };
    const materials = new Set();
    const typed = new Set();
    let place = 0;
    let learned = 0;
    let size = proven || queue.length <= BATCH ? need : FIRST;
    while (place < queue.length && typed.size < need && materials.size < MOST_MATERIALS) {
      if (checked.hits.length >= need * (candidates.isCrossed(queue[place]) ? 1 : 2)) break;
      const batch = Array.from(queue.slice(place, place + size));
      const read = await store.documentsOf(index, batch, checked.faults);
      const right = read.filter((document) => holds(document, words, unwanted));
      const wrong = read.filter((document) => document && !right.includes(document));
      const others = right.filter((document) => !isQuotedAlike(document, words));
      batch.forEach((document) => materials.add(store.materialOf(index, document)));
      checked.hits.push(...right);
      right.filter((document) => !others.includes(document)).forEach((document) => typed.add(document));
      place += batch.length;
      const missing = need - typed.size;
      size = Math.max(1, Math.min(missing, BATCH));
      const failed = missing > 0 && right.length < batch.length;
      if (failed) {
        await candidates.learn(checked.hits.slice(learned), wrong, missing);
        learned = checked.hits.length;
        size = Math.min(size, FIRST + right.length);
      }
      const crossed = missing > 0 && others.length > 0 && await candidates.uncross(marked(others[0].text));
      if (failed || crossed) {
        const seen = Array.from(queue.slice(0, place));
        queue = seen.concat(Array.from(await candidates.ordered(new Set(seen))));
      }
    }
    const rest = Array.from(queue.slice(place)).filter((document) => !(typed.size && candidates.isCrossed(document)));
    checked.exact = proven || !rest.length;
    checked.total = proven ? known : checked.hits.length + rest.length;
    const terms = words.map(({ text }) => text);
    const others = checked.hits.filter((document) => !typed.has(document));
    if (typed.size) {
      checked.near = new Set(others);
      checked.total -= others.length;
    }
    checked.hits = inBlocks(index, Array.from(typed), terms, block).concat(inBlocks(index, others, terms, block));
    return checked;
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

  /** The materials of which the documents that pass may hold all words, by postings; the latest year first. */
  async function materialsThatMayHold(index, words, marks) {
    let common = null;
    for (const word of words) {
      const { documents } = await Candidates.of(index, [word], marks);
      const found = new Set(Array.from(documents, (document) => store.materialOf(index, document)));
      common = common ? new Set(Array.from(common).filter((m) => found.has(m))) : found;
      if (!common.size) break;
    }
    return byYear(index, Array.from(common || []), (material) => material);
  }

  /** Where no document holds all terms: for each material that does, its document that holds most of them. */
  async function checkMaterials(index, words, unwanted, marks, wanted) {
    const queue = await materialsThatMayHold(index, words, marks);
    const checked = { hits: [], total: 0, exact: true, faults: [], others: new Map() };
    let place = 0;
    while (place < Math.min(queue.length, MOST_MATERIALS) && checked.hits.length < wanted) {
      const [hit, ...others] = await passages(index, queue[place], words, unwanted, marks, checked.faults);
      place++;
      if (hit) {
        checked.hits.push(hit);
        checked.others.set(hit, others);
      }
    }
    checked.exact = place === queue.length;
    checked.total = checked.hits.length + queue.length - place;
    return checked;
  }

  /** The documents of a material that hold all the words together: the one with most of them, then the one with most of the
   * rest, and so on; none where they do not hold them all. */
  async function passages(index, material, words, unwanted, marks, faults) {
    const numbers = [];
    for (let n = index.starts[material]; n < store.endOf(index, material); n++) if (!marks || marks[n]) numbers.push(n);
    const documents = (await store.documentsOf(index, numbers, faults)).filter((document) => holds(document, [], unwanted));
    const held = documents.map((document) => words.filter((word) => stands(word, document)));
    const chosen = [];
    for (let missing = words; missing.length;) {
      const counts = held.map((here) => here.filter((word) => missing.includes(word)).length);
      const best = counts.indexOf(Math.max(0, ...counts));
      if (!counts[best]) return [];
      chosen.push(documents[best]);
      missing = missing.filter((word) => !held[best].includes(word));
    }
    return chosen;
  }

  /** Things sorted by the year of their material, the latest first, then by number. */
  function byYear(index, numbers, materialOf) {
    const year = (number) => store.yearRank(index, materialOf(number));
    return numbers.map((number) => [year(number), number]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map((pair) => pair[1]);
  }

  engine._find = Object.assign({ holds, areFew, isQuotedAlike, checkDocuments, checkMaterials, materialsThatMayHold, passages, byYear }, engine._filters, engine._candidates);
})(window.archiveSearch = window.archiveSearch || {});
