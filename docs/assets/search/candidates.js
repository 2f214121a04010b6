/* Words → the documents that may hold all of them, by postings alone. The twin of build_tools/search/candidates.py. */
(function (engine) {
  "use strict";

  const { placesOf, isWord, stretch, runsOfThree } = engine._fold;
  const { ONCE, TWICE, HEADING, CROSSED, UNKNOWN } = engine._packing;
  const { SHARD, TEXT, compareKeys, rareness, orderedPieces, costOf } = engine._costs;
  const { ANY, toldOf, fitting } = engine._fitting;
  const { everyPlace } = engine._rank;
  const store = engine._store;
  const MOST_WORDS = 16;
  const FEW = 12;
  const WANTED = 10;
  const SHORT = 3;
  const BRIDGES = 2;
  const MOST = []; // how often at most a piece stands in a document of a tier
  [MOST[ONCE], MOST[TWICE], MOST[HEADING]] = [1, 2, 1];
  const UNCROSSED = 2;
  const MOST_SURE = 255;
  const VAIN = 6;
  const SURE = 3;
  const CROSSED_ONLY = -1; // the tier of a document that has a piece only across a quotation mark that was not typed

  /** The documents that have every piece loaded so far. */
  class Candidates {
    constructor(index, given, marks) {
      const words = given.slice(0, MOST_WORDS);
      this.leftOut = given.length > MOST_WORDS;
      const terms = words.map(({ text }) => text);
      Object.assign(this, { index, words, terms, marks, documents: null, loaded: 0, bridges: null, uncrossed: false });
      this.characters = terms.map((term) => Array.from(term));
      this.places = terms.map(placesOf);
      const runs = new Set([].concat(...terms.map(runsOfThree)));
      this.runs = Array.from(runs).filter((run) => store.hasTrigram(index, run)).sort(engine._codec.compare);
      const pieces = [];
      terms.forEach((term, number) => orderedPieces(index, this.places[number]).forEach((piece, place) =>
        pieces.push({ key: [place ? 1 : 0, -rareness(index, piece), place, number], number, piece })));
      this.plan = pieces.sort((a, b) => compareKeys(a.key, b.key));
      this.tiers = terms.map(() => null); // for each term and document the lowest tier of its pieces
      this.begins = terms.map(() => null); // for each, where the term may begin, modulo 4: one bit for each phase
      this.sure = terms.map(() => null); // for each, how much is told that fits
      this.met = new Map(); // how many texts had every term and had not, by how many terms promised to stand in the heading
      this.wrong = new Map(); // documents that lack a term, and yet have every piece that was loaded
    }

    static async of(index, words, marks) {
      const found = new Candidates(index, words, marks);
      await found.more(words.length === 1 && found.plan.length <= SHORT ? 1 : 2);
      while (found.unseen() < 1 && found.isWorth(WANTED)) await found.more(1);
      return found;
    }

    get isComplete() {
      return this.loaded === this.plan.length && !this.leftOut;
    }

    /** Loads the next pieces, and drops the documents that lack them. */
    async more(count) {
      const wanted = this.plan.slice(this.loaded, this.loaded + count);
      const found = await Promise.all(wanted.map(({ piece }) => store.postingsOf(this.index, piece)));
      wanted.forEach(({ number, piece }, i) => {
        this.narrowTo(number, piece, found[i]);
        this.loaded++;
      });
      this.keepWrong();
    }

    /** Loads pieces until there are so many of them, or few documents are left. */
    async narrow(most) {
      while (this.loaded < Math.min(most, this.plan.length) && this.documents.length > FEW) await this.more(1);
    }

    /** Takes the documents whose texts were right, and those that were not; loads what would have told while so many more
     * results are wanted and that is worth it. */
    async learn(right, wrong, wanted) {
      [right, wrong].forEach((documents, place) => documents.forEach(({ number }) => {
        const headed = this.headed(this.indexOf(number));
        if (!this.met.has(headed)) this.met.set(headed, [0, 0]);
        this.met.get(headed)[place]++;
      }));
      wrong.forEach((document) => this.wrong.set(document.number, document));
      for (let load = this.bestLoad(wanted); load; load = this.bestLoad(wanted)) await load();
    }

    /** What loads the piece or the run of three that saves most texts beyond its cost; null where none does. */
    bestLoad(wanted) {
      if (!this.wrong.size) return null;
      let best = 0;
      let load = null;
      for (let place = this.loaded; place < this.plan.length; place++) {
        const { number, piece } = this.plan[place];
        const gain = this.vain(wanted, this.told(number, piece)) * TEXT - costOf(this.index, piece);
        if (gain > best) [best, load] = [gain, () => this.load(place)];
      }
      this.runs.forEach((run, place) => {
        let told = 0;
        this.wrong.forEach((document) => { if (!document.folded.text.includes(run)) told++; });
        const gain = this.vain(wanted, told) * TEXT - SHARD;
        if (gain > best && told * SURE > this.right() + this.wrong.size) [best, load] = [gain, () => this.loadRun(place)];
      });
      return load;
    }

    /** Loads the piece at a place of the plan. */
    async load(place) {
      this.plan.splice(this.loaded, 0, ...this.plan.splice(place, 1));
      await this.more(1);
    }

    /** Loads a run of three, and drops the documents that lack it. */
    async loadRun(place) {
      const found = await store.trigramOf(this.index, this.runs.splice(place, 1)[0]);
      if (!found) return;
      const having = new Set(found);
      const kept = [];
      this.documents.forEach((document, i) => { if (having.has(document)) kept.push(i); });
      this.keep(this.documents, Uint32Array.from(kept));
      this.keepWrong();
    }

    /** Loads pairs of words that stand in a text (folded, with marks) only across quotation marks that were not typed, so that
     * documents that have them so come last; whether there were any. Does so once. */
    async uncross(marked) {
      if (this.uncrossed) return false;
      const places = this.plan.map((_, place) => place).slice(this.loaded);
      const crossed = places.filter((place) => {
        const { number, piece } = this.plan[place];
        return this.words[number].bare && isWord(piece) && Array.from(piece).length === 2 && !marked.includes(piece);
      });
      for (const place of crossed.slice(0, UNCROSSED)) await this.load(place);
      this.uncrossed = crossed.length > 0;
      return this.uncrossed;
    }

    /** Whether a term stands in a document that is left only across a quotation mark that was not typed. */
    isCrossed(document) {
      const place = this.indexOf(document);
      return place >= 0 && this.tiers.some((tiers) => tiers && tiers[place] === CROSSED_ONLY);
    }

    keepWrong() {
      Array.from(this.wrong.keys()).forEach((number) => { if (this.indexOf(number) < 0) this.wrong.delete(number); });
    }

    /** Where a document stands among those that are left; -1 where it does not. */
    indexOf(document) {
      let low = 0;
      let high = this.documents.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.documents[middle] < document) low = middle + 1;
        else high = middle;
      }
      return this.documents[low] === document ? low : -1;
    }

    /** Whether the next piece costs less than the texts that would be read in vain for so many results without it, or that
     * were. A word of which no piece was loaded is in as many documents as its rarest piece. */
    isWorth(wanted) {
      if (this.loaded === this.plan.length) return false;
      const { number, piece } = this.plan[this.loaded];
      return this.vain(wanted, this.told(number, piece)) * TEXT > costOf(this.index, piece);
    }

    /** How many texts had every term. */
    right() {
      return Array.from(this.met.values()).reduce((sum, [right]) => sum + right, 0);
    }

    /** How many texts would be read in vain without what would have told so many of the wrong ones, or were. */
    vain(wanted, told) {
      const [left, wrong, right] = [this.documents.length, this.wrong.size, this.right()];
      const likely = (right + 1) / (right + wrong + (wrong ? 2 : 1)) * this.unseen();
      const vain = Math.min(left, wanted / likely) * (1 - likely);
      return wrong ? Math.max((vain * told) / wrong, Math.min(told, (left * told) / wrong)) : vain;
    }

    /** How many of the wrong documents the list of a piece would have told: they lack it, or have it once and where it does
     * not fit. */
    told(number, piece) {
      const term = this.characters[number];
      const places = this.places[number].get(piece);
      const wanted = stretch(this.terms[number], piece, places[0]);
      let count = 0;
      this.wrong.forEach((document) => {
        const { text, point } = document.folded;
        const spots = everyPlace(text, wanted, places.length + 1);
        if (spots.length === 1 && places.length === 1 && store.tells(this.index, piece)) {
          const begins = this.begins[number] ? this.begins[number][this.indexOf(document.number)] : ANY;
          if (!fitting(toldOf(Array.from(text), point(spots[0])), term, piece, places[0], begins)) count++;
        } else if (spots.length < places.length) count++;
      });
      return count;
    }

    /** How likely a document has the words of which no piece was loaded: those of class 0 are in seven of ten, the others in
     * half as many with each class. */
    unseen() {
      const seen = new Set(this.plan.slice(0, this.loaded).map(({ number }) => number));
      let likely = 1;
      for (const { number, piece } of this.plan.slice(this.loaded)) {
        if (!seen.has(number)) likely = likely * 0.7 / (1 << rareness(this.index, piece));
        seen.add(number);
      }
      return likely;
    }

    /** Keeps the documents that have a piece as often as the term has it, and where it fits. Plain loops over typed arrays: lists
     * may be of every document. */
    narrowTo(number, piece, posting) {
      const places = this.places[number].get(piece);
      const term = this.characters[number];
      const { close, bare } = this.words[number];
      const counted = Array.from(piece).length > 1;
      const first = !this.documents;
      const old = first ? posting.documents : this.documents;
      const tiers = this.tiers[number] || new Int8Array(old.length).fill(HEADING);
      const begins = this.begins[number] || new Uint8Array(old.length).fill(ANY);
      const sure = this.sure[number] || new Uint16Array(old.length);
      const kept = new Uint32Array(old.length); // indexes into the old documents
      let size = 0;
      let place = 0;
      for (let i = 0; i < old.length; i++) {
        while (place < posting.documents.length && posting.documents[place] < old[i]) place++;
        if (place === posting.documents.length) break;
        if (posting.documents[place] !== old[i] || (first && this.marks && !this.marks[old[i]])) continue;
        const tier = posting.tiers[place];
        if ((close && tier === CROSSED) || (counted && places.length > (MOST[tier] || places.length))) continue;
        if (posting.told[place] !== UNKNOWN) {
          const fits = fitting(posting.told[place], term, piece, places[0], begins[i]);
          if (!fits) continue;
          sure[i] += fits[0];
          begins[i] = fits[1];
        }
        tiers[i] = Math.min(tiers[i], tier !== CROSSED ? tier : bare ? CROSSED_ONLY : ONCE);
        kept[size++] = i;
      }
      [this.tiers[number], this.begins[number], this.sure[number]] = [tiers, begins, sure];
      this.keep(old, kept.subarray(0, size));
    }

    keep(old, indexes) {
      const left = (list) => list && list.constructor.from(indexes, (i) => list[i]);
      this.documents = Uint32Array.from(indexes, (i) => old[i]);
      this.tiers = this.tiers.map(left);
      this.begins = this.begins.map(left);
      this.sure = this.sure.map(left);
    }

    /** How many terms promise to stand in the heading of the document at a place. */
    headed(i) {
      let count = 0;
      for (const tiers of this.tiers) if (tiers && tiers[i] >= HEADING) count++;
      return count;
    }

    /** The documents that were not read (1 for each that was): those without quotation marks that were not typed, terms in the
     * heading, terms side by side, terms often (of long ones rather where it is surest that they stand); then by year and
     * number. */
    async ordered(read) {
      const { documents, index } = this;
      const left = [];
      documents.forEach((document, i) => { if (!read || !read.has(document)) left.push(i); });
      if (!this.bridges) this.bridges = left.length > FEW ? await this.loadBridges() : [];
      const long = this.places.some((places) => places.size > SHORT);
      const vain = new Set(); // headings promise what many have promised and none has kept
      this.met.forEach(([right, wrong], headed) => { if (headed > 0 && !right && wrong >= VAIN) vain.add(headed); });
      const keys = Float64Array.from(left, (i) => {
        const headed = this.headed(i);
        let [crossed, often, sure] = [0, 0, 0];
        this.tiers.forEach((tiers, number) => {
          if (tiers && tiers[i] === CROSSED_ONLY) crossed = 1;
          if (tiers && tiers[i] >= TWICE) often++;
          if (tiers) sure += this.sure[number][i];
        });
        const bridged = this.bridges.reduce((sum, bridge) => sum + bridge[documents[i]], 0);
        const late = crossed * 2 + (vain.has(headed) ? 1 : 0);
        const major = ((late * 17 + 16 - headed) * 4 + 3 - bridged) * 256 + (long ? MOST_SURE - Math.min(MOST_SURE, sure) : 16 - often);
        return (major * 1024 + store.yearRank(index, store.materialOf(index, documents[i]))) * 0x2000000 + documents[i];
      }).sort();
      return Uint32Array.from(keys, (key) => key % 0x2000000);
    }

    /** For each two terms 1 for the documents in which one may follow the other at once. */
    async loadBridges() {
      if (this.terms.length < 2 || this.terms.length > 4 || this.loaded > BRIDGES) return [];
      const pairs = this.terms.slice(1).map((term, i) =>
        Array.from(this.terms[i]).pop() + String.fromCodePoint(term.codePointAt(0)));
      return Promise.all(pairs.filter((pair) => isWord(pair) && costOf(this.index, pair) === SHARD).map(async (pair) => {
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

  engine._candidates = { orderedPieces, Candidates, documentsWith, compareKeys };
})(window.archiveSearch = window.archiveSearch || {});
