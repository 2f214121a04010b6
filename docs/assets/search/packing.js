/* Postings as bits, fifteen in a character → numbers. The twin of the reading half of build_tools/search/packing.py and of
 * shards.py, where the format is explained. */
(function (engine) {
  "use strict";

  const BITS = 15;
  const BASE = 0x3000;
  const [ONCE, TWICE, OFTEN, HEADING, HEADINGS, CROSSED] = [0, 1, 2, 3, 4, 5];
  const TIERS = [ONCE, TWICE, OFTEN, HEADING, HEADINGS, CROSSED];
  const ALONE = [ONCE, HEADING]; // tiers in which a piece stands once, so that something is told of its place
  const PHASES = 4;
  const UNKNOWN = 256; // where nothing is told of a place
  const [SPOT_BITS, PAIR_BITS] = [2, 8];
  const LINE = 10;
  const SECOND = 12;

  let scratch = new Uint32Array(1 << 16); // used again by every list: lists are long and short-lived

  /** The Rice parameter of a list of so many of the documents. */
  const parameter = (documents, count) =>
    Math.max(0, 31 - Math.clz32(Math.floor((documents * 709) / ((count + 1) * 1024))));

  /** Reads bits from a place on; throws where there are none. */
  class Reader {
    constructor(text, place, { documents = 1, told = [2, 2] } = {}) {
      this.text = text;
      this.documents = documents;
      this.bounds = told;
      this.width = Math.max(1, 32 - Math.clz32(Math.max(0, documents - 1)));
      this.next = Math.floor(place / BITS);
      this.word = 0;
      this.left = 0;
      this.take(place % BITS);
    }

    fill() {
      if (this.next >= this.text.length) throw new Error("no bits left");
      this.word = this.text.charCodeAt(this.next++) - BASE;
      this.left = BITS;
    }

    bit() {
      if (!this.left) this.fill();
      return (this.word >> --this.left) & 1;
    }

    /** Whether there is more than the zeros that fill up the last character. */
    more(end) {
      if (this.left && this.word & ((1 << this.left) - 1)) return true;
      return this.next * BITS < end;
    }

    /** A number of so many bits. */
    take(count) {
      let number = 0;
      let wanted = count;
      while (wanted) {
        if (!this.left) this.fill();
        const some = Math.min(wanted, this.left);
        this.left -= some;
        wanted -= some;
        number = number * (1 << some) + ((this.word >> this.left) & ((1 << some) - 1));
      }
      return number;
    }

    /** Passes over so many bits. */
    pass(count) {
      for (let rest = count; rest > 0; rest -= BITS) this.take(Math.min(rest, BITS));
    }

    /** How many bits of a kind stand before the next of the other, which is read too. */
    run(kind) {
      let length = 0;
      while (this.bit() === kind) length++;
      return length;
    }

    /** A number in Elias' gamma code. */
    gamma() {
      const size = this.run(0);
      return Math.pow(2, size) + this.take(size);
    }

    /** A number in Rice code. */
    rice(k) {
      const ones = this.run(1);
      return ones * (1 << k) + this.take(k);
    }

    /** A list of documents: a view that the next list overwrites. */
    list() {
      const count = this.gamma() - 1;
      if (count > scratch.length) scratch = new Uint32Array(2 * count);
      const k = parameter(this.documents, count);
      let document = -1;
      for (let i = 0; i < count; i++) {
        document += this.rice(k) + 1;
        scratch[i] = document;
      }
      return scratch.subarray(0, count);
    }

    /** Whether places are told where so many documents are in the tier ONCE. */
    isTold(once) {
      return once >= this.bounds[0] && once <= this.bounds[1];
    }

    /** The tiers of the next piece that have lists; none where it has one document. */
    tiers() {
      if (!this.bit()) return [];
      return this.bit() ? TIERS : TIERS.slice(0, 1);
    }
  }

  /** The next piece's lists: {documents, tiers, told}, the documents in order, and for each its tier and what so many bits tell
   * of the place. */
  function read(reader, bits) {
    const tiers = reader.tiers();
    if (!tiers.length) {
      return {
        documents: Uint32Array.of(reader.take(reader.width)), tiers: Uint8Array.of(ONCE), told: Uint16Array.of(UNKNOWN),
      };
    }
    let known = false;
    return merged(tiers.map((tier) => {
      const documents = reader.list().slice();
      if (tier === ONCE) known = bits > 0 && reader.isTold(documents.length);
      const told = new Uint16Array(documents.length).fill(UNKNOWN);
      if (known && ALONE.includes(tier)) for (let i = 0; i < told.length; i++) told[i] = reader.take(bits);
      return { documents, told };
    }));
  }

  /** The lists of the tiers as one. */
  function merged(lists) {
    const size = lists.reduce((sum, list) => sum + list.documents.length, 0);
    const result = { documents: new Uint32Array(size), tiers: new Uint8Array(size), told: new Uint16Array(size) };
    const places = lists.map(() => 0);
    for (let i = 0; i < size; i++) {
      let tier = -1;
      for (let t = 0; t < lists.length; t++) {
        if (places[t] < lists[t].documents.length &&
            (tier < 0 || lists[t].documents[places[t]] < lists[tier].documents[places[tier]])) tier = t;
      }
      result.documents[i] = lists[tier].documents[places[tier]];
      result.told[i] = lists[tier].told[places[tier]++];
      result.tiers[i] = tier;
    }
    return result;
  }

  /** Passes over the lists of a piece. */
  function skip(reader, bits) {
    const tiers = reader.tiers();
    if (!tiers.length) reader.take(reader.width);
    let known = false;
    for (const tier of tiers) {
      const { length } = reader.list();
      if (tier === ONCE) known = bits > 0 && reader.isTold(length);
      if (known && ALONE.includes(tier)) reader.pass(length * bits);
    }
  }

  /** How many bits postings may tell of a place of a piece: none for single characters, spellings and runs of three. */
  function toldBits(first, second) {
    if (!second || first >= 0x10000 || (first >= 0xe000 && first < 0xe100)) return 0;
    return first >= 0xe100 && first < 0xe140 ? SPOT_BITS : PAIR_BITS;
  }

  const codesOf = (piece) => Array.from(piece, (character) => character.codePointAt(0)).concat(0).slice(0, 2);

  /** What reads the lists of a piece in a shard (directory and lists); null where it has none. */
  function find([directory, lists], [wanted, other], index) {
    const reader = new Reader(directory, 0);
    const end = directory.length * BITS;
    let first = 0;
    let place = 0;
    while (first < wanted && reader.more(end)) {
      first += reader.gamma();
      const count = reader.gamma();
      const size = reader.rice(LINE);
      const seconds = secondsOf(reader, count);
      const number = first === wanted ? seconds.indexOf(other) : -1;
      if (number >= 0) {
        const found = new Reader(lists, place, index);
        for (let i = 0; i < number; i++) {
          skip(found, toldBits(first, seconds[i]));
        }
        return found;
      }
      place += size;
    }
    return null;
  }

  /** The postings of a piece in a shard; null where it has none. */
  function postingsIn(shard, piece, index) {
    const codes = codesOf(piece);
    const reader = find(shard, codes, index);
    return reader && read(reader, toldBits(...codes));
  }

  /** The postings of a piece that have a file of their own. */
  const postingsAlone = (text, piece, index) => read(new Reader(text, 0, index), toldBits(...codesOf(piece)));

  function secondsOf(reader, count) {
    const seconds = reader.bit() ? [0] : [];
    if (seconds.length < count) {
      seconds.push(reader.rice(SECOND));
      const k = reader.take(4);
      while (seconds.length < count) seconds.push(seconds[seconds.length - 1] + reader.rice(k) + 1);
    }
    return seconds;
  }

  engine._packing = {
    postingsIn, postingsAlone, none: () => merged([]), ONCE, TWICE, HEADING, CROSSED, PHASES, UNKNOWN,
  };
})(window.archiveSearch = window.archiveSearch || {});
