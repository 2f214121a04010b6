/* Words and filters → checked results. The twin of build_tools/search/filters.py, candidates.py and checking.py. */
(function (engine) {
  "use strict";

  const { fold, placesOf, piecesOf, isJoint, isWord } = engine._fold;
  const { isPhased, ONCE, OFTEN, HEADING, PHASES, UNKNOWN } = engine._packing;
  const { decode } = engine._codec;
  const store = engine._store;
  const { rank } = engine._rank;
  const { fields } = engine._parse;
  const FEW = 12;
  const SHARD = 28; // kilobytes that another piece costs, and another text
  const TEXT = 8;
  const LIST = 2200; // a kilobyte is the list of a piece that so many documents have
  const WANTED = 10;
  const SHORT = 3;
  const JOINT_RARENESS = 7;
  const BLOCK = 10;
  const MOST_MATERIALS = 400;
  const FIRST = 4;
  const BATCH = 12;
  const SECTION_FIELDS = ["aspect", "part"];

  // ------------------------------------------------------------------------------------------------ filters

  /** A caller's filters; unknown fields and fields without a value are passed over. */
  function givenFilters(given) {
    const found = [];
    for (const field of fields) {
      if (!given || given[field] === undefined) continue;
      const values = Array.isArray(given[field]) ? given[field] : [given[field]];
      if (values.length) found.push({ field, values: values.map((v) => (v === null ? "" : String(v))), excluded: false });
    }
    return found;
  }

  /** 1 for each document that passes all filters; null where there is no filter. */
  async function allowed(index, filters) {
    const each = await Promise.all(filters.map((condition) => passed(index, condition)));
    if (!each.length) return null;
    return each.reduce((all, one) => all.map((value, i) => value & one[i]));
  }

  /** The documents that pass, less those that postings prove to hold an unwanted word; and the words left to check. */
  async function without(index, marks, unwanted) {
    const left = [];
    for (const term of unwanted) {
      if (!isProven(term)) {
        left.push(term);
        continue;
      }
      marks = marks || new Uint8Array(index.documents).fill(1);
      for (const document of (await store.postingsOf(index, term)).documents) marks[document] = 0;
    }
    return [marks, left];
  }

  async function passed(index, condition) {
    const marks = new Uint8Array(index.documents).fill(condition.excluded ? 1 : 0);
    const rows = await field(condition.field);
    for (const wanted of condition.values) {
      for (const row of matching(rows, wanted)) {
        spans(index, condition.field, row[2], (start, end) => marks.fill(condition.excluded ? 0 : 1, start, end));
      }
    }
    return marks;
  }

  /** The values of a field: [value, label, encoded numbers]. */
  const field = (name) => store.kept.files.get(`field/${name}`, store.file);

  /** The ranges of documents that an encoded list of materials or documents means. */
  function spans(index, name, numbers, use) {
    const sections = SECTION_FIELDS.includes(name);
    for (const number of decode(numbers)) {
      if (sections) use(number, number + 1);
      else use(index.starts[number], store.endOf(index, number));
    }
  }

  /** The values that a wanted one means: those equal to it, else a range of years, else those that contain it. */
  function matching(rows, wanted) {
    const folded = fold(wanted);
    const equal = rows.filter((row) => folded === fold(row[0]) || folded === fold(row[1]));
    if (equal.length) return equal;
    const years = /^\s*(\d{4})[-—–~～至到](\d{4})\s*$/u.exec(wanted);
    if (years) {
      const [low, high] = years.slice(1).sort();
      return rows.filter((row) => low <= row[0].slice(0, 4) && row[0].slice(0, 4) <= high);
    }
    return rows.filter((row) => fold(row[1]).includes(folded) || fold(row[0]).includes(folded));
  }

  // --------------------------------------------------------------------------------------------- candidates

  const rareness = (index, piece) => (isJoint(piece) ? JOINT_RARENESS : store.commonness(index, piece));

  /** The pieces of a term, rare ones first; among equals those that do not overlap, then in order. */
  function orderedPieces(index, term) {
    const pieces = piecesOf(term);
    const order = pieces.map((piece, i) => [-rareness(index, piece), i & 1, i]);
    order.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
    return order.map(([, , i]) => pieces[i]);
  }

  /** Whether postings alone prove that a document holds the term. */
  function isProven(term) {
    const pieces = piecesOf(term);
    return pieces.length === 1 && pieces[0] === term;
  }

  const pieceParts = (piece) => [Array.from(piece)[0], Array.from(piece)[1] || ""];

  /** The documents that have every piece loaded so far. */
  class Candidates {
    constructor(index, terms, marks) {
      Object.assign(this, { index, terms, marks, documents: null, loaded: 0 });
      const pieces = [];
      terms.forEach((term, number) => orderedPieces(index, term).forEach((piece, place) =>
        pieces.push({ key: [-rareness(index, piece), place, number], number, piece })));
      this.plan = pieces.sort((a, b) => compareKeys(a.key, b.key));
      this.places = terms.map(placesOf);
      this.tiers = terms.map(() => null);
      this.phases = terms.map(() => null); // where in a document the term may begin, modulo 8
      this.vague = null; // for each document, how many of the pieces loaded do not say where they stand
    }

    static async of(index, terms, marks) {
      const found = new Candidates(index, terms, marks);
      let before = await found.more();
      while (found.isWorthMore(WANTED, found.documents.length, found.documents.length, before)) before = await found.more();
      return found;
    }

    get isComplete() {
      return this.loaded === this.plan.length;
    }

    /** Loads the next pieces, and drops the documents that lack them. Gives how many documents there were before; at first,
     * before the second piece. */
    async more() {
      const wanted = this.next();
      const found = await Promise.all(wanted.map(({ piece }) => store.postingsOf(this.index, piece)));
      let before = this.documents ? this.documents.length : 0;
      wanted.forEach(({ number, piece }, place) => {
        if (this.loaded === 1) before = this.documents.length;
        this.narrow(number, piece, found[place]);
        this.loaded++;
      });
      return Math.max(before, this.documents.length);
    }

    /** The pieces to load next: two, or one that is long or of a short word alone. */
    next() {
      const found = this.plan.slice(this.loaded, this.loaded + 2);
      const short = !this.loaded && this.terms.length === 1 && this.plan.length <= SHORT;
      return short || (found.length && this.costOf(found[0].piece) > 2 * SHARD) ? found.slice(0, 1) : found;
    }

    /** Whether the next pieces cost less than the texts that would be read in vain: so many results are wanted, so many
     * documents left, and of so many tried so many were right. A word of which no piece was loaded is in as many documents
     * as its rarest piece. */
    isWorthMore(wanted, left, right, tried) {
      const cost = this.next().reduce((sum, { piece }) => sum + this.costOf(piece), 0);
      const unseen = this.unseen();
      if (!cost || (right === tried && !unseen)) return false;
      const likely = (right + 1) / (tried + 2) / 2 ** unseen;
      return Math.min(left, wanted / likely) * (1 - likely) * TEXT > cost;
    }

    /** How rare the words are together of which no piece was loaded. */
    unseen() {
      const seen = new Set(this.plan.slice(0, this.loaded).map(({ number }) => number));
      let sum = 0;
      for (const { number, piece } of this.plan.slice(this.loaded)) {
        if (!seen.has(number)) sum += rareness(this.index, piece) + 1;
        seen.add(number);
      }
      return Math.min(30, sum);
    }

    /** Documents that are still there, those first of which most is known about where the pieces stand. */
    surest(documents) {
      const places = new Map();
      this.documents.forEach((document, i) => places.set(document, i));
      const left = Array.from(documents).filter((document) => places.has(document));
      const keys = left.map((document, i) => [this.vague[places.get(document)], i]);
      return keys.sort(compareKeys).map(([, i]) => left[i]);
    }

    costOf(piece) {
      return Math.max(SHARD, Math.floor(this.index.documents / (LIST << rareness(this.index, piece))));
    }

    /** Keeps the documents that have a piece, where it can stand as the term has it. Plain loops over typed arrays: lists may
     * be of every document. */
    narrow(number, piece, posting) {
      const places = this.places[number].get(piece);
      const phased = isPhased(...pieceParts(piece));
      const twice = phased && places.length > 1;
      const first = !this.documents;
      const old = first ? posting.documents : this.documents;
      if (first) this.vague = new Uint8Array(old.length);
      if (!this.tiers[number]) {
        this.tiers[number] = new Uint8Array(old.length).fill(HEADING);
        this.phases[number] = new Uint8Array(old.length).fill(UNKNOWN);
      }
      const kept = new Uint32Array(old.length); // indexes into the old documents
      let size = 0;
      let place = 0;
      for (let i = 0; i < old.length; i++) {
        while (place < posting.documents.length && posting.documents[place] < old[i]) place++;
        if (place === posting.documents.length) break;
        if (posting.documents[place] !== old[i] || (first && this.marks && !this.marks[old[i]])) continue;
        const tier = posting.tiers[place];
        if (tier !== ONCE || posting.phases[place] === UNKNOWN) this.vague[i]++;
        if (tier === ONCE && phased) {
          if (twice) continue; // the term has the piece twice
          if (posting.phases[place] !== UNKNOWN) {
            const begin = (posting.phases[place] + PHASES - (places[0] % PHASES)) % PHASES;
            if (this.phases[number][i] !== UNKNOWN && this.phases[number][i] !== begin) continue;
            this.phases[number][i] = begin;
          }
        }
        if (tier < this.tiers[number][i]) this.tiers[number][i] = tier;
        kept[size++] = i;
      }
      const indexes = kept.subarray(0, size);
      const left = (list) => list && Uint8Array.from(indexes, (i) => list[i]);
      this.documents = Uint32Array.from(indexes, (i) => old[i]);
      this.vague = left(this.vague);
      this.tiers = this.tiers.map(left);
      this.phases = this.phases.map(left);
    }

    /** The documents: terms in the heading, terms side by side, terms often; then by year and number. */
    async ordered() {
      const { documents, index } = this;
      const bridges = documents.length > FEW ? await this.bridges() : [];
      const keys = Float64Array.from(documents, (document, i) => {
        let heading = 0;
        let often = 0;
        for (const tiers of this.tiers) {
          if (tiers && tiers[i] === HEADING) heading++;
          if (tiers && tiers[i] >= OFTEN) often++;
        }
        const bridged = bridges.reduce((sum, bridge) => sum + bridge[document], 0);
        const major = ((16 - heading) * 4 + 3 - bridged) * 32 + 16 - often;
        return (major * 1024 + store.yearRank(index, store.materialOf(index, document))) * 0x10000000 + document;
      }).sort();
      return Uint32Array.from(keys, (key) => key % 0x10000000);
    }

    /** For each two terms 1 for the documents in which one may follow the other at once. */
    async bridges() {
      if (this.terms.length < 2 || this.terms.length > 4) return [];
      const pairs = this.terms.slice(1).map((term, i) =>
        Array.from(this.terms[i]).pop() + String.fromCodePoint(term.codePointAt(0)));
      return Promise.all(pairs.filter((pair) => isWord(pair) && this.costOf(pair) === SHARD).map(async (pair) => {
        const marks = new Uint8Array(this.index.documents);
        for (const document of (await store.postingsOf(this.index, pair)).documents) marks[document] = 1;
        return marks;
      }));
    }
  }

  /** The documents that have all pieces. */
  async function documentsWith(index, pieces, marks) {
    const each = await Promise.all(pieces.map((piece) => store.postingsOf(index, piece)));
    const counts = new Uint16Array(index.documents);
    each.forEach(({ documents }) => documents.forEach((document) => counts[document]++));
    const found = [];
    counts.forEach((n, document) => {
      if (each.length && n === each.length && (!marks || marks[document])) found.push(document);
    });
    return found;
  }

  // ----------------------------------------------------------------------------------------------- checking

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
      size = right === batch.length ? missing : BATCH;
      if (missing && 2 * right < batch.length) {
        const rest = await surest(candidates, queue.slice(place), missing, right, batch.length);
        queue = Array.from(queue.slice(0, place)).concat(rest);
        size = FIRST;
      }
    }
    checked.exact = proven || place === queue.length;
    checked.total = proven ? known : checked.hits.length + queue.length - place;
    checked.hits = inBlocks(index, checked.hits, terms, block);
    return checked;
  }

  /** The rest of a queue of which less than half was right: more pieces are loaded, and what is surest comes first. */
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

  function compareKeys(a, b) {
    for (let i = 0; i < a.length; i++) {
      if (a[i] !== b[i]) return a[i] - b[i];
    }
    return 0;
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

  engine._find = {
    givenFilters, allowed, without, field, spans, orderedPieces, isProven, Candidates, documentsWith, holds, checkDocuments,
    checkMaterials, byYear, compareKeys, FEW, SECTION_FIELDS,
  };
})(window.archiveSearch = window.archiveSearch || {});
