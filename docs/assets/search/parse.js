/* What a user types → words, excluded words and filters. The twin of build_tools/search/parse.py. */
(function (engine) {
  "use strict";

  const { fold, count, hasWord, hasQuote, unquoted, matches, simplified } = engine._fold;
  const LONGEST = 2000;
  const MOST_UNWANTED = 16;
  const NAMES = {
    年度: "year", 年份: "year", 单位: "unit", 系统: "sector", 领域: "sector", 主体: "subject", 会议: "meeting",
    清单: "framework", 框架: "framework", 方面: "aspect", 带头: "aspect", 部分: "part",
  };
  const LABELS = {};
  Object.keys(NAMES).forEach((name) => { LABELS[NAMES[name]] = LABELS[NAMES[name]] || name; });
  const QUOTES = "\"“”„‟＂「」『』";
  const BLANK = " \\t\\n\\r\\f\\v\\u0085\\u00a0\\u1680\\u180e\\u2000-\\u200b\\u2028\\u2029\\u202f\\u205f\\u2060\\u3000\\ufeff";
  const KINDS = ["\"＂", "“”„‟", "「」", "『』", QUOTES]; // what stands between two quotes of a kind may hold others
  const MINUS = "\\-－−﹣–";
  const NAMED = `(?:${Object.keys(NAMES).join("|")})[:：]`;
  const QUOTED = KINDS.map((kind) => `[${kind}]([^${kind}]*)[${kind}](?=[${BLANK}]|$)`).join("|");
  const TOKEN = new RegExp(`([${MINUS}]?)(?:${QUOTED}|([^${BLANK}]+))`, "gu");
  const FILTER = new RegExp(`^(${Object.keys(NAMES).join("|")})[:：](.*)$`, "su");
  const PARTED = new RegExp(`(^|[${BLANK}])([${MINUS}]?${NAMED})[${BLANK}]+(?=[^${BLANK}${MINUS}${QUOTES}])(?!${NAMED})`, "gu");
  const BLANKS = new RegExp(`[${BLANK}]+`, "gu");
  const LIKE_FILTER = /^([一-龥]{2,4})[:：]./u;
  const SEPARATORS = /[,，、;；|]+/u;
  const AROUND = new RegExp(`^[${QUOTES}]+|[${QUOTES}]+$`, "gu");

  const valuesOf = (text) => text.replace(AROUND, "").split(SEPARATORS).filter((value) => fold(value));

  /** A text without blanks. */
  const bared = (text) => text.replace(BLANKS, "");

  /** {terms, typed, unwanted, filters: [{field, values, excluded}], ignored, cut} */
  function parse(given) {
    const characters = Array.from(String(given === undefined || given === null ? "" : given));
    const query = { terms: [], typed: [], unwanted: [], filters: [], ignored: [], cut: characters.length > LONGEST };
    const text = characters.slice(0, LONGEST).join("").replace(PARTED, "$1$2");
    for (const [token, minus, ...inner] of matches(text, TOKEN)) {
      const plain = inner[KINDS.length];
      const named = plain === undefined ? null : FILTER.exec(plain);
      if (named) {
        take(query.filters, NAMES[named[1]], Boolean(minus), valuesOf(named[2]));
        continue;
      }
      const typed = inner.slice(0, KINDS.length + 1).find((part) => part !== undefined);
      const word = fold(typed);
      const words = minus ? query.unwanted : query.terms;
      if (!hasWord(word)) query.ignored.push(token);
      else if (!words.includes(word)) {
        if (minus && words.length >= MOST_UNWANTED) query.cut = true;
        else words.push(word);
        if (!minus) query.typed.push(unquoted(bared(typed)));
      }
    }
    return query;
  }

  /** Adds values of a filter; none are there while they are still being typed. */
  function take(filters, field, excluded, values) {
    const same = filters.find((one) => one.field === field && one.excluded === excluded);
    if (same) same.values.push(...values);
    else if (values.length) filters.push({ field, values, excluded });
  }

  /** The name before a colon in the first word that looks like a filter and is none; null where there is no such word. */
  function unknownFilter({ typed }) {
    const found = typed.map((word) => LIKE_FILTER.exec(word)).find(Boolean);
    return found ? found[1] : null;
  }

  /** The query with the simplified forms of those characters that are also simplified ones of their own; null where it is the
   * same. */
  function asSimplified(query) {
    const terms = Array.from(new Set(query.terms.map(simplified)));
    const typed = terms.map((term) => simplified(query.typed[query.terms.findIndex((own) => simplified(own) === term)]));
    const unwanted = Array.from(new Set(query.unwanted.map(simplified)));
    const same = String([terms, unwanted]) === String([query.terms, query.unwanted]);
    return same ? null : Object.assign({}, query, { terms, typed, unwanted });
  }

  /** The words to find: {text, typed, bare, close}; a bare one was typed without quotation marks inside, in a close one, of
   * two characters, none may stand. */
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
    parse, prepared, wanted, asSimplified, unknownFilter, labels: LABELS, fields: ["year", "unit", "sector", "subject", "meeting", "framework", "aspect", "part"],
  };
})(window.archiveSearch = window.archiveSearch || {});
