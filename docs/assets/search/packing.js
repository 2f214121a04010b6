/* Postings as bits, fifteen in a character → numbers. The twin of the reading half of build_tools/search/packing.py and of
 * shards.py, where the format is explained. */
(function (engine) {
  "use strict";

  const BITS = 15;
  const BASE = 0x3000;
  const ONCE = 0;
  const OFTEN = 1;
  const HEADING = 2;
  const PHASES = 8;
  const PHASE_BITS = 3;
  const FEW = 256;
  const UNKNOWN = PHASES; // the phase of a document that has none

  let scratch = new Uint32Array(1 << 16); // used again by every list: lists are long and short-lived

  /** The Rice parameter of a list of so many of the documents. */
  const parameter = (documents, count) =>
    Math.max(0, 31 - Math.clz32(Math.floor((documents * 709) / ((count + 1) * 1024))));

  /** Reads bits from a place on; throws where there are none. */
  class Reader {
    constructor(text, place, documents) {
      this.text = text;
      this.documents = documents;
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

    /** A list of documents: a view that the next list overwrites. */
    list() {
      const size = this.run(0);
      const count = (1 << size) + this.take(size) - 1;
      if (!count) return scratch.subarray(0, 0);
      if (count > scratch.length) scratch = new Uint32Array(2 * count);
      const k = parameter(this.documents, count);
      let document = -1;
      for (let i = 0; i < count; i++) {
        const ones = this.run(1);
        document += ones * (1 << k) + this.take(k) + 1;
        scratch[i] = document;
      }
      return scratch.subarray(0, count);
    }
  }

  /** The next piece's lists: {documents, tiers, phases}, the documents in order, and for each its tier and phase. */
  function read(reader, phased) {
    if (!reader.bit()) return { documents: Uint32Array.of(reader.take(reader.width)), tiers: Uint8Array.of(ONCE), phases: Uint8Array.of(UNKNOWN) };
    const once = reader.list().slice();
    const phases = new Uint8Array(once.length).fill(UNKNOWN);
    if (phased && once.length >= FEW) for (let i = 0; i < phases.length; i++) phases[i] = reader.take(PHASE_BITS);
    return merged([once, reader.list().slice(), reader.list().slice()], phases);
  }

  function merged(lists, known) {
    const size = lists.reduce((sum, list) => sum + list.length, 0);
    const documents = new Uint32Array(size);
    const tiers = new Uint8Array(size);
    const phases = new Uint8Array(size).fill(UNKNOWN);
    const places = lists.map(() => 0);
    for (let i = 0; i < size; i++) {
      let tier = -1;
      for (let t = 0; t < lists.length; t++) {
        if (places[t] < lists[t].length && (tier < 0 || lists[t][places[t]] < lists[tier][places[tier]])) tier = t;
      }
      if (tier === ONCE) phases[i] = known[places[ONCE]];
      documents[i] = lists[tier][places[tier]++];
      tiers[i] = tier;
    }
    return { documents, tiers, phases };
  }

  /** Whether the postings of a piece have phases: those of pairs and joints do, those of single characters and of spellings
   * do not. */
  const isPhased = (first, second) => second !== "" && second !== "=" && !(first >= "\ue000" && first < "\ue100");

  /** The postings of a piece in a shard (directory and bits), empty where it has none. */
  function postingsIn([directory, bits], piece, documents) {
    const first = String.fromCodePoint(piece.codePointAt(0));
    const second = piece.slice(first.length) || "=";
    const start = directory.indexOf(" " + first);
    if (start < 0) return merged([], []);
    let end = directory.indexOf(" ", start + 1);
    if (end < 0) end = directory.length;
    const place = start + 1 + first.length;
    const seconds = Array.from(directory.slice(place + 2, end));
    const number = seconds.indexOf(second);
    if (number < 0) return merged([], []);
    const value = (at) => directory.charCodeAt(at) - BASE;
    const reader = new Reader(bits, value(place) * (1 << BITS) + value(place + 1), documents);
    for (let i = 0; i < number; i++) skip(reader, isPhased(first, seconds[i]));
    return read(reader, isPhased(first, second));
  }

  /** Passes over the lists of a piece. */
  function skip(reader, phased) {
    if (!reader.bit()) {
      reader.take(reader.width);
      return;
    }
    const { length } = reader.list();
    if (phased && length >= FEW) reader.pass(length * PHASE_BITS);
    reader.list();
    reader.list();
  }

  engine._packing = { postingsIn, isPhased, ONCE, OFTEN, HEADING, PHASES, UNKNOWN };
})(window.archiveSearch = window.archiveSearch || {});
