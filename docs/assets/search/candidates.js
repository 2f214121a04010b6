/* Words → the documents that may hold all of them, by postings alone. The twin of build_tools/search/candidates.py. */
(function (engine) {
  "use strict";

  const { placesOf, piecesOf, isJoint, isWord } = engine._fold;
  const { isPhased, ONCE, OFTEN, HEADING, PHASES, UNKNOWN } = engine._packing;
  const store = engine._store;
  const FEW = 12;
  const SHARD = 28; // kilobytes that another piece costs, and another text
  const TEXT = 8;
  const LIST = 2100; // a kilobyte is the list of a piece that is in most of so many documents
  const WANTED = 10;
  const SHORT = 3;
  const JOINT_RARENESS = 7;

  function compareKeys(a, b) {
    for (let i = 0; i < a.length; i++) {
      if (a[i] !== b[i]) return a[i] - b[i];
    }
    return 0;
  }

  const rareness = (index, piece) => (isJoint(piece) ? JOINT_RARENESS : store.commonness(index, piece));

  /** The pieces of a term, rare ones first; among equals those that do not overlap, then in order. */
  function orderedPieces(index, term) {
    const pieces = piecesOf(term);
    const order = pieces.map((piece, i) => [-rareness(index, piece), i & 1, i]);
    order.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
    return order.map(([, , i]) => pieces[i]);
  }

  const pieceParts = (piece) => [Array.from(piece)[0], Array.from(piece)[1] || ""];

  /** The documents that have every piece loaded so far. */
  class Candidates {
    constructor(index, terms, marks) {
      Object.assign(this, { index, terms, marks, documents: null, loaded: 0 });
      const pieces = [];
      terms.forEach((term, number) => orderedPieces(index, term).forEach((piece, place) =>
        pieces.push({ key: [place ? 1 : 0, -rareness(index, piece), place, number], number, piece })));
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

    /** Loads the next pieces, and drops the documents that lack them. Gives how many documents there were before, not
     * counting those that lack all of a term: they say nothing about the others. */
    async more() {
      const wanted = this.next();
      const found = await Promise.all(wanted.map(({ piece }) => store.postingsOf(this.index, piece)));
      let before = this.documents ? this.documents.length : 0;
      wanted.forEach(({ number, piece }, place) => {
        this.narrow(number, piece, found[place]);
        this.loaded++;
        if (this.loaded <= this.terms.length) before = this.documents.length;
      });
      return Math.max(before, this.documents.length);
    }

    /** The pieces to load next: two, or one that is long or of a short word alone. */
    next() {
      const found = this.plan.slice(this.loaded, this.loaded + 2);
      const alone = this.terms.length === 1 ? this.plan.length <= SHORT : this.loaded === this.terms.length - 1;
      if (!found.length) return found;
      return (alone && this.loaded < this.terms.length) || this.costOf(found[0].piece) > 2 * SHARD ? found.slice(0, 1) : found;
    }

    /** Whether the next pieces cost less than the texts that would be read in vain: so many results are wanted, so many
     * documents left, and of so many tried so many were right. A word of which no piece was loaded is in as many documents
     * as its rarest piece. */
    isWorthMore(wanted, left, right, tried) {
      const cost = this.next().reduce((sum, { piece }) => sum + this.costOf(piece), 0);
      const unseen = this.unseen();
      if (!cost || (right === tried && !unseen)) return false;
      const likely = (right + 1) / (tried + 2) / Math.pow(2, unseen);
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
      const rare = rareness(this.index, piece);
      return Math.max(SHARD, Math.floor((this.index.documents * Math.pow(2, rare)) / (LIST * Math.pow(3, rare))));
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

  engine._candidates = { orderedPieces, Candidates, documentsWith, compareKeys, FEW };
})(window.archiveSearch = window.archiveSearch || {});
