/* Words → the documents that may hold all of them, by postings alone. The twin of build_tools/search/candidates.py. */
(function (engine) {
  "use strict";

  const { placesOf, piecesOf, isJoint, isWord, stretch } = engine._fold;
  const { codesOf, isPhased, ONCE, TWICE, HEADING, CROSSED, PLACES, PHASES, ANY } = engine._packing;
  const { everyPlace } = engine._rank;
  const store = engine._store;
  const FEW = 12;
  const SHARD = 21; // kilobytes that another piece costs at least, and another text
  const TEXT = 8;
  const LIST = 21400; // see costOf
  const WANTED = 10;
  const SHORT = 3;
  const SPREAD = 10;
  const PHASED = 3; // the phases of commoner pieces stand apart
  const BRIDGES = 2;
  const JOINT_RARENESS = 7;

  function compareKeys(a, b) {
    for (let i = 0; i < a.length; i++) {
      if (a[i] !== b[i]) return a[i] - b[i];
    }
    return 0;
  }

  /** Things in the order of their keys; those of equal keys stay as they were, in old browsers too. */
  function ordered(things, keyOf) {
    const keys = things.map((thing, i) => ({ thing, key: keyOf(thing).concat(i) }));
    return keys.sort((a, b) => compareKeys(a.key, b.key)).map(({ thing }) => thing);
  }

  const rareness = (index, piece) =>
    (isJoint(piece) ? Math.min(store.commonness(index, piece), JOINT_RARENESS) : store.commonness(index, piece));

  /** The pieces of a term, rare ones first; among equals those that stand far from the ones before, then in order. */
  function orderedPieces(index, term) {
    const pieces = piecesOf(term);
    const rare = pieces.map((piece) => rareness(index, piece));
    let far = pieces.map(() => pieces.length);
    let left = pieces.map((_, i) => i);
    const order = [];
    while (order.length < Math.min(SPREAD, pieces.length)) {
      const [best] = ordered(left, (i) => [-rare[i], -far[i], i]);
      left = left.filter((i) => i !== best);
      order.push(best);
      far = far.map((distance, i) => Math.min(distance, Math.abs(i - best)));
    }
    return order.concat(ordered(left, (i) => [-rare[i], i])).map((i) => pieces[i]);
  }

  /** Where a term may begin, given where its piece at a place stands: one bit for each phase. */
  function turned(phases, place) {
    const turn = place % PHASES;
    return ((phases >> turn) | (phases << (PHASES - turn))) & ANY;
  }

  function bitCount(phases) {
    let bits = 0;
    for (let rest = phases; rest; rest &= rest - 1) bits++;
    return bits;
  }

  /** The documents that have every piece loaded so far. */
  class Candidates {
    constructor(index, words, marks) {
      const terms = words.map(({ text }) => text);
      Object.assign(this, { index, words, terms, marks, documents: null, loaded: 0, right: 0 });
      const pieces = [];
      terms.forEach((term, number) => orderedPieces(index, term).forEach((piece, place) =>
        pieces.push({ key: [place ? 1 : 0, -rareness(index, piece), place, number], number, piece })));
      this.plan = pieces.sort((a, b) => compareKeys(a.key, b.key));
      this.places = terms.map(placesOf);
      this.tiers = terms.map(() => null); // for each term and document the lowest tier of its pieces
      this.phases = terms.map(() => null); // for each, where the term may begin, modulo 8: one bit for each phase
      this.apart = []; // pieces that were loaded and of which the phases stand apart
      this.wrong = new Map(); // documents that lack a term, and yet have every piece that was loaded
    }

    static async of(index, words, marks) {
      const found = new Candidates(index, words, marks);
      await found.more(words.length === 1 && found.plan.length <= SHORT ? 1 : 2);
      while (found.unseen() && found.isWorth(WANTED)) await found.more(1);
      return found;
    }

    get isComplete() {
      return this.loaded === this.plan.length;
    }

    /** Loads the next pieces, and drops the documents that lack them. */
    async more(count) {
      const wanted = this.plan.slice(this.loaded, this.loaded + count);
      const found = await Promise.all(wanted.map(({ piece }) => store.postingsOf(this.index, piece)));
      wanted.forEach(({ number, piece }, i) => {
        this.narrowTo(number, piece, found[i]);
        this.loaded++;
        if (this.places[number].size > 1 && found[i].apart) this.apart.push({ number, piece, bits: found[i].apart });
      });
      this.keepWrong();
    }

    /** Loads pieces until there are so many of them, or few documents are left. */
    async narrow(most) {
      while (this.loaded < most && !this.isComplete && this.documents.length > FEW) await this.more(1);
    }

    /** Takes how many texts were right, and those that were not; loads the pieces that would have told while so many more
     * results are wanted and that is worth it. */
    async learn(right, wrong, wanted) {
      this.right += right;
      wrong.forEach((document) => this.wrong.set(document.number, document));
      this.keepWrong();
      while (this.wrong.size) {
        const rest = this.plan.slice(this.loaded);
        this.plan = this.plan.slice(0, this.loaded).concat(ordered(rest, ({ number, piece }) => [-this.told(number, piece)]));
        if (this.isWorth(wanted)) await this.more(1);
        else if (!(await this.isPlaced(wanted))) break;
      }
    }

    /** Loads where a piece stands of which that stands apart, where it is worth it; whether it was. */
    async isPlaced(wanted) {
      if (!this.apart.length) return false;
      this.apart = ordered(this.apart, ({ number, piece }) => [-this.misplaced(number, piece)]);
      const { number, piece, bits } = this.apart[0];
      const cost = Math.max(SHARD, Math.floor(SHARD / 2) + Math.floor(bits / 8000));
      if (this.vain(wanted, this.misplaced(number, piece)) * TEXT <= cost) return false;
      this.apart.shift();
      const { documents } = await store.postingsOf(this.index, piece);
      this.place(number, piece, documents, await store.phasesOf(this.index, piece));
      this.keepWrong();
      return true;
    }

    /** In how many of the wrong documents a piece stands where it does not fit. */
    misplaced(number, piece) {
      let count = 0;
      this.wrong.forEach((document) => { if (!this.begins(number, document, piece)) count++; });
      return count;
    }

    keepWrong() {
      if (!this.wrong.size) return;
      const left = new Set(this.documents);
      Array.from(this.wrong.keys()).forEach((number) => { if (!left.has(number)) this.wrong.delete(number); });
    }

    /** Whether the next piece costs less than the texts that would be read in vain for so many results without it, or that
     * were. A word of which no piece was loaded is in as many documents as its rarest piece. */
    isWorth(wanted) {
      if (this.isComplete) return false;
      const { number, piece } = this.plan[this.loaded];
      return this.vain(wanted, this.told(number, piece)) * TEXT > this.costOf(piece);
    }

    /** How many texts would be read in vain without what would have told so many of the wrong ones, or were. */
    vain(wanted, told) {
      const [left, wrong] = [this.documents.length, this.wrong.size];
      const likely = (this.right + 1) / (this.right + wrong + (wrong ? 2 : 1)) / Math.pow(2, this.unseen());
      const vain = Math.min(left, wanted / likely) * (1 - likely);
      return wrong ? Math.max((vain * told) / wrong, Math.min(told, (left * told) / wrong)) : vain;
    }

    /** How many of the wrong documents the list of a piece would have told: they lack it, or it stands where it does not
     * fit. */
    told(number, piece) {
      if (store.commonness(this.index, piece) >= PHASED) return this.misplaced(number, piece);
      const wanted = stretch(this.terms[number], piece, this.places[number].get(piece)[0]);
      let count = 0;
      this.wrong.forEach((document) => { if (!document.folded.text.includes(wanted)) count++; });
      return count;
    }

    /** Where in a wrong document a term may begin, by what is known and by where one of its pieces stands. */
    begins(number, document, piece) {
      const places = this.places[number].get(piece);
      const wanted = stretch(this.terms[number], piece, places[0]);
      const spots = everyPlace(document.folded.text, wanted, 3).map(document.folded.point);
      const phases = spots.length < 3 ? spots.reduce((bits, spot) => bits | (1 << (spot % PHASES)), 0) : ANY;
      const place = this.documents.indexOf(document.number);
      const known = this.phases[number] && place >= 0 ? this.phases[number][place] : ANY;
      return places.reduce((bits, spot) => bits & turned(phases, spot), known);
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

    /** Documents that are still there, those first of which most is known about where the terms stand. */
    surest(documents) {
      const places = new Map();
      this.documents.forEach((document, i) => places.set(document, i));
      const left = Array.from(documents).filter((document) => places.has(document));
      return ordered(left, (document) => [this.vague(places.get(document))]);
    }

    /** In how many ways the terms may stand in the document at a place. */
    vague(place) {
      return this.phases.reduce((sum, phases) => sum + bitCount(phases ? phases[place] : ANY), 0);
    }

    /** Kilobytes to load for a piece: its list, a few bits for each of the documents that have it, more where these have
     * their phases, and half a file of others; a file at least. */
    costOf(piece) {
      const rare = rareness(this.index, piece);
      const bits = 2 * rare + (rare >= PHASED ? 11 : 4);
      return Math.max(SHARD, Math.floor(SHARD / 2) + Math.floor((this.index.documents * bits) / (LIST * Math.pow(2, rare))));
    }

    /** Keeps the documents that have a piece, where it can stand as the term has it. Plain loops over typed arrays: lists may
     * be of every document. */
    narrowTo(number, piece, posting) {
      const places = this.places[number].get(piece);
      const phased = isPhased(...codesOf(piece));
      const { close } = this.words[number];
      const first = !this.documents;
      const old = first ? posting.documents : this.documents;
      const tiers = this.tiers[number] || new Uint8Array(old.length).fill(HEADING);
      const kept = new Uint32Array(old.length); // indexes into the old documents
      let size = 0;
      let place = 0;
      for (let i = 0; i < old.length; i++) {
        while (place < posting.documents.length && posting.documents[place] < old[i]) place++;
        if (place === posting.documents.length) break;
        if (posting.documents[place] !== old[i] || (first && this.marks && !this.marks[old[i]])) continue;
        const tier = posting.tiers[place];
        if ((close && tier === CROSSED) || (phased && places.length > (PLACES[tier] || PHASES))) continue;
        tiers[i] = Math.min(tiers[i], tier === CROSSED ? ONCE : tier);
        kept[size++] = i;
      }
      this.tiers[number] = tiers;
      this.keep(old, kept.subarray(0, size));
      this.place(number, piece, posting.documents, posting.phases);
    }

    /** Keeps the documents in which a piece stands where the term has it. */
    place(number, piece, documents, phases) {
      const places = this.places[number].get(piece);
      const begins = this.phases[number] || new Uint8Array(this.documents.length).fill(ANY);
      const kept = new Uint32Array(this.documents.length);
      let size = 0;
      let at = 0;
      for (let i = 0; i < this.documents.length; i++) {
        while (documents[at] < this.documents[i]) at++;
        if (phases[at] !== ANY) for (const spot of places) begins[i] &= turned(phases[at], spot);
        if (begins[i]) kept[size++] = i;
      }
      this.phases[number] = begins;
      this.keep(this.documents, kept.subarray(0, size));
    }

    keep(old, indexes) {
      const left = (list) => list && Uint8Array.from(indexes, (i) => list[i]);
      this.documents = Uint32Array.from(indexes, (i) => old[i]);
      this.tiers = this.tiers.map(left);
      this.phases = this.phases.map(left);
    }

    /** The documents: terms in the heading, terms side by side, terms often (of long ones rather where it is surest that they
     * stand); then by year and number. */
    async ordered() {
      const { documents, index } = this;
      const bridges = documents.length > FEW ? await this.bridges() : [];
      const long = this.places.some((places) => places.size > SHORT);
      const keys = Float64Array.from(documents, (document, i) => {
        let heading = 0;
        let often = 0;
        for (const tiers of this.tiers) {
          if (tiers && tiers[i] >= HEADING) heading++;
          if (tiers && tiers[i] >= TWICE) often++;
        }
        const bridged = bridges.reduce((sum, bridge) => sum + bridge[document], 0);
        const major = ((16 - heading) * 4 + 3 - bridged) * 256 + (long ? this.vague(i) : 16 - often);
        return (major * 1024 + store.yearRank(index, store.materialOf(index, document))) * 0x8000000 + document;
      }).sort();
      return Uint32Array.from(keys, (key) => key % 0x8000000);
    }

    /** For each two terms 1 for the documents in which one may follow the other at once. */
    async bridges() {
      if (this.terms.length < 2 || this.terms.length > 4 || this.loaded > BRIDGES) return [];
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
