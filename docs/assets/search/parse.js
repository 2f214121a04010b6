/* What a user types → words, excluded words and filters. The twin of build_tools/search/parse.py. */
(function (engine) {
  "use strict";

  const { fold, count, hasWord, hasQuote, unquoted, matches } = engine._fold;
  const LONGEST = 2000;
  const MOST_WORDS = 16;
  const NAMES = {
    年度: "year", 年份: "year", 单位: "unit", 系统: "sector", 领域: "sector", 主体: "subject", 会议: "meeting",
    框架: "framework", 清单: "framework", 方面: "aspect", 带头: "aspect", 部分: "part",
  };
  const QUOTES = "\"“”„‟＂「」『』";
  const BLANK = " \\t\\n\\r\\f\\v\\u0085\\u00a0\\u1680\\u180e\\u2000-\\u200b\\u2028\\u2029\\u202f\\u205f\\u2060\\u3000\\ufeff";
  const TOKEN = new RegExp(`([-－]?)(?:[${QUOTES}]([^${QUOTES}]*)[${QUOTES}](?=[${BLANK}]|$)|([^${BLANK}]+))`, "gu");
  const FILTER = new RegExp(`^(${Object.keys(NAMES).join("|")})[:：](.{0,30})$`, "su");
  const BLANKS = new RegExp(`[${BLANK}]+`, "gu");
  const SEPARATORS = /[,，、;；|]+/u;
  const AROUND = new RegExp(`^[${QUOTES}]+|[${QUOTES}]+$`, "gu");

  const valuesOf = (text) => text.replace(AROUND, "").split(SEPARATORS).filter((value) => fold(value));

  /** A text without blanks. */
  const bared = (text) => text.replace(BLANKS, "");

  /** {terms, typed, unwanted, filters: [{field, values, excluded}], ignored, cut} */
  function parse(given) {
    const characters = Array.from(String(given === undefined || given === null ? "" : given));
    const query = { terms: [], typed: [], unwanted: [], filters: [], ignored: [], cut: characters.length > LONGEST };
    for (const [token, minus, quoted, plain] of matches(characters.slice(0, LONGEST).join(""), TOKEN)) {
      const named = plain === undefined ? null : FILTER.exec(plain);
      if (named) {
        const values = valuesOf(named[2]);
        if (values.length) query.filters.push({ field: NAMES[named[1]], values, excluded: Boolean(minus) });
        continue;
      }
      const text = plain === undefined ? quoted : plain;
      const word = fold(text);
      const words = minus ? query.unwanted : query.terms;
      if (words.includes(word)) continue;
      if (!hasWord(word) || query.terms.length + query.unwanted.length >= MOST_WORDS) query.ignored.push(token);
      else {
        words.push(word);
        if (!minus) query.typed.push(unquoted(bared(text)));
      }
    }
    return query;
  }

  /** The words to find: {text, typed, bare, close}; a bare one was typed without quotation marks inside, in a close one none
   * may stand between its two characters. */
  const wanted = ({ terms, typed }) => terms.map((text, i) => {
    const bare = !hasQuote(typed[i]);
    return { text, typed: typed[i], bare, close: bare && count(text) === 2 };
  });

  /** Makes sure that a query can be folded: the table of traditional characters is loaded where it needs one. */
  const prepared = async (text) => {
    await engine._store.foldable(text);
    return parse(text);
  };

  engine.parse = parse;
  engine._parse = {
    parse, prepared, wanted, fields: ["year", "unit", "sector", "subject", "meeting", "framework", "aspect", "part"],
  };
})(window.archiveSearch = window.archiveSearch || {});
