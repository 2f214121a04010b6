/* Folding and pieces: what two texts must share to be called the same, and how a word is cut for the index.
 * The twin of build_tools/search/fold.py and pieces.py; tests/fixtures/search/fold_cases.json holds both to one result.
 * Characters are code points throughout. */
(function (engine) {
  "use strict";

  const QUOTES = "\"'`\\u00b4“”„‟‘’‚‛«»‹›「」『』〝〞〟＂＇｀｢｣﹁﹂﹃﹄";
  const QUOTED = new RegExp(`[${QUOTES}]`, "u");
  const AROUND = new RegExp(`^[${QUOTES}]+|[${QUOTES}]+$`, "gu");
  const REMOVED = new RegExp(
    "[\\u0000-\\u0020\\u007f-\\u00a0\\u00ad\\u1680\\u180e\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u0300-\\u036f\\u3000\\ud800-\\udfff\\ufe00-\\ufe0f\\ufeff\\ufffd" + `${QUOTES}]`, "u");
  const COMPATIBLE = [[0xa1, 0x100], [0x2010, 0x2600], [0x2e80, 0x2fe0], [0x3001, 0x3400], [0xf900, 0xfb07],
    [0xfe10, 0xfe70], [0xff00, 0xfff0]];
  const CASED = [[0x41, 0x5b], [0xc0, 0x250], [0x370, 0x530], [0x1e00, 0x1f00]];
  const WORDS = "[0-9a-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u1fff\\u2c00-\\u2fdf\\u3005\\u3007\\u3021-\\u3029" +
    "\\u3040-\\u30fa\\u30fc-\\ud7ff\\uf900-\\ufdff\\u{10000}-\\u{effff}]+";
  const WORD = new RegExp(WORDS, "u");
  const ONLY_WORD = new RegExp("^" + WORDS + "$", "u");

  const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const JOINTS = 0xe100;
  const JOINT_PIECES = 4096;
  const [TRIGRAMS, TRIGRAM_SECONDS] = [0xf0000, 0x10000];
  const [TRIGRAM_PIECES, TRIGRAM_FACTOR, TRIGRAM_LOW] = [268435399, 65599, 20];

  // Traditional characters that stand in simplified words too; see fold.py.
  const AMBIGUOUS = new Map(Array.from("乾於後徵瞭著夥摺捱矇麽菸甯榘藉", (c, i) => [c, "干于后征了着伙折挨蒙么烟宁矩借"[i]]));

  const forms = new Map();
  let traditional = null;
  let plain = null;

  const within = (ranges, code) => ranges.some(([low, high]) => low <= code && code < high);

  /** 1 for each character of GB 2312, which is never traditional; the browser's own decoder knows them. */
  function plainCharacters() {
    if (plain) return plain;
    plain = new Uint8Array(0x10000);
    const bytes = [];
    for (let row = 0xb0; row <= 0xf7; row++) for (let cell = 0xa1; cell <= 0xfe; cell++) bytes.push(row, cell);
    for (const c of new TextDecoder("gbk").decode(new Uint8Array(bytes))) plain[c.charCodeAt(0)] = 1;
    return plain;
  }

  /** Whether folding the text needs the table of traditional characters, which is loaded on demand. */
  function needsTable(text) {
    if (traditional) return false;
    const known = plainCharacters();
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if ((code >= 0x3400 && code < 0xa000 && !known[code]) || (code >= 0x2e80 && code < 0x2fe0) ||
          (code >= 0xf900 && code < 0xfb00)) return true;
    }
    return false;
  }

  /** Takes the table: two strings, character for character. */
  function useTable(before, after) {
    const to = Array.from(after);
    traditional = new Map(Array.from(before).map((c, i) => [c, to[i]]));
    forms.clear();
  }

  function foldCharacter(character) {
    if (REMOVED.test(character)) return "";
    if (within(COMPATIBLE, character.codePointAt(0))) character = character.normalize("NFKC");
    let form = "";
    for (let c of character) {
      for (const plain of within(CASED, c.codePointAt(0)) ? c.toLowerCase().normalize("NFD") : c) {
        if (!REMOVED.test(plain)) form += (traditional && traditional.get(plain)) || plain;
      }
    }
    return form;
  }

  function formOf(character) {
    let form = forms.get(character);
    if (form === undefined) {
      form = foldCharacter(character);
      if (forms.size > 20000) forms.clear();
      forms.set(character, form);
    }
    return form;
  }

  /** The text folded. */
  function fold(text) {
    let result = "";
    for (const character of text) result += formOf(character);
    return result;
  }

  /** The text folded, but with a mark wherever a quotation mark was dropped. */
  function marked(text) {
    let result = "";
    for (const character of text) result += QUOTED.test(character) ? "\u0001" : formOf(character);
    return result;
  }

  /** The text folded, knowing where its characters come from: {text, characters, span(start, end), point(unit)}. */
  function folded(text) {
    const characters = Array.from(text);
    const offsets = [];
    const result = [];
    let points = 0;
    characters.forEach((character, index) => {
      const form = formOf(character);
      if (!form) return;
      result.push(form);
      for (let unit = 0; unit < form.length; unit++) offsets.push(index);
      points += form.length === 1 ? 1 : count(form);
    });
    const whole = result.join("");
    return {
      text: whole,
      characters,
      length: points,
      /** Where folded[start:end] stands in the original, as indexes of characters. */
      span: (start, end) => [offsets[start], offsets[end - 1] + 1],
      /** The index among the folded characters of an index among the string's units. */
      point: points === whole.length ? (unit) => unit : (unit) => count(whole.slice(0, unit)),
    };
  }

  /** How many characters a text has. */
  function count(text) {
    let n = 0;
    for (const _ of text) n++; // eslint-disable-line no-unused-vars
    return n;
  }

  /** All places where a pattern (with the flag g) is found. */
  function matches(text, pattern) {
    const found = [];
    const searching = new RegExp(pattern.source, pattern.flags);
    for (let match = searching.exec(text); match; match = searching.exec(text)) found.push(match);
    return found;
  }

  /** The piece of the joint of two runs: one of so many into which all are hashed. */
  function jointPiece(joint) {
    let number = 0;
    for (const character of joint) number = (number * 31 + character.codePointAt(0)) % 65521;
    number %= JOINT_PIECES;
    return String.fromCharCode(JOINTS + (number >> 6)) + ALPHABET[number & 63];
  }

  /** The piece of a run of three: one of so many into which all are hashed. */
  function trigram(run) {
    let number = 0;
    for (const character of run) number = (number * TRIGRAM_FACTOR + character.codePointAt(0)) % TRIGRAM_PIECES;
    const low = 1 << TRIGRAM_LOW;
    return String.fromCodePoint(TRIGRAMS + Math.floor(number / low), TRIGRAM_SECONDS + (number % low));
  }

  /** The runs of three of a folded term. */
  function runsOfThree(term) {
    const found = new Set();
    for (const run of matches(term, new RegExp(WORDS, "gu"))) {
      const characters = Array.from(run[0]);
      for (let i = 0; i + 2 < characters.length; i++) found.add(characters.slice(i, i + 3).join(""));
    }
    return Array.from(found);
  }

  /** What postings tell of a character, given its code point: three bits. */
  const hashed = (code) => (code ^ (code >> 3) ^ (code >> 6)) & 7;

  const isJoint = (piece) => piece.charCodeAt(0) >= JOINTS && piece.charCodeAt(0) < JOINTS + JOINT_PIECES / 64;

  /** The pieces that a text holding the folded term must have, and where they stand in the term: its pairs, runs of a single
   * character, joints. */
  function placesOf(term) {
    const found = new Map();
    const note = (piece, place) => found.set(piece, (found.get(piece) || []).concat(place));
    let before = "";
    let end = 0;
    for (const run of matches(term, new RegExp(WORDS, "gu"))) {
      const characters = Array.from(run[0]);
      const start = count(term.slice(0, run.index));
      if (before) note(jointPiece(before + term.slice(end, run.index) + characters[0]), count(term.slice(0, end)) - 1);
      for (let i = 0; i < Math.max(1, characters.length - 1); i++) note(characters.slice(i, i + 2).join(""), start + i);
      before = characters[characters.length - 1];
      end = run.index + run[0].length;
    }
    return found;
  }

  /** What a text must hold that has a piece of a term where the term has it: the pair, or the characters of a joint. */
  function stretch(term, piece, place) {
    if (!isJoint(piece)) return piece;
    const characters = Array.from(term).slice(place);
    const after = characters.findIndex((character, i) => i > 0 && WORD.test(character));
    return characters.slice(0, after + 1).join("");
  }

  const piecesOf = (term) => Array.from(placesOf(term).keys());

  engine._fold = {
    fold, folded, marked, count, matches, placesOf, piecesOf, isJoint, stretch, trigram, runsOfThree, hashed, needsTable, useTable,
    simplified: (text) => Array.from(text, (c) => AMBIGUOUS.get(c) || c).join(""),
    unquoted: (text) => text.replace(AROUND, ""),
    hasQuote: (text) => QUOTED.test(text),
    hasWord: (text) => WORD.test(text),
    isWord: (text) => ONLY_WORD.test(text),
  };
})(window.archiveSearch = window.archiveSearch || {});
