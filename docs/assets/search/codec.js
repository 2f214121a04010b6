/* Lists of numbers as text → numbers. The twin of build_tools/search/codec.py. */
(function (engine) {
  "use strict";

  const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const VALUES = new Uint8Array(128);
  for (let i = 0; i < 64; i++) VALUES[ALPHABET.charCodeAt(i)] = i;

  let scratch = new Uint32Array(1 << 16); // used again by every list: lists are long and short-lived

  /** The ascending numbers that a list stands for: gaps in Rice code, six bits a character. */
  function decode(text) {
    if (!text) return new Uint32Array(0);
    let size = 0;
    const k = VALUES[text.charCodeAt(0)];
    if (k >= 32) { // a single number
      let rest = 0;
      for (let i = 1; i < text.length; i++) rest = rest * 64 + VALUES[text.charCodeAt(i)];
      return Uint32Array.of(rest * 32 + k - 32);
    }
    let number = -1;
    let gap = 0; // ones so far, then the low bits
    let low = -1; // low bits still to come; -1 while ones are counted
    for (let i = 1; i < text.length; i++) {
      const value = VALUES[text.charCodeAt(i)];
      for (let bit = 5; bit >= 0; bit--) {
        const one = (value >> bit) & 1;
        if (low < 0) {
          if (one) {
            gap++;
            continue;
          }
          low = k;
        } else {
          gap = gap * 2 + one;
          low--;
        }
        if (low === 0) {
          number += gap + 1;
          if (size === scratch.length) {
            const larger = new Uint32Array(2 * size);
            larger.set(scratch);
            scratch = larger;
          }
          scratch[size++] = number;
          gap = 0;
          low = -1;
        }
      }
    }
    return scratch.slice(0, size);
  }

  /** Order of strings by code points, as Python has it. */
  function compare(a, b) {
    const x = Array.from(a);
    const y = Array.from(b);
    for (let i = 0; i < x.length && i < y.length; i++) {
      if (x[i] !== y[i]) return x[i].codePointAt(0) - y[i].codePointAt(0);
    }
    return x.length - y.length;
  }

  engine._codec = { decode, compare };
})(window.archiveSearch = window.archiveSearch || {});
