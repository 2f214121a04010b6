/* How a result is told: its text, its address, its kind, the totals. Shared by the drop-down and the search page. */

(function () {
  "use strict";

  const ui = window.archiveSearchUi;
  const el = ui.el;

  // ---------------------------------------------------------------- snippets

  const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

  /* A snippet (escaped HTML with <mark>) as pairs of text and whether it is marked. Anything else is text. */
  ui.stretches = function (snippet) {
    return (snippet || "")
      .split(/(<mark>[^<]*<\/mark>)/)
      .filter((piece) => piece)
      .map((piece) => {
        const marked = /^<mark>([^<]*)<\/mark>$/.exec(piece);
        const text = (marked ? marked[1] : piece).replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => ENTITIES[name]);
        return { text, marked: Boolean(marked) };
      });
  };

  const asNode = ({ text, marked }) => (marked ? el("mark", {}, text) : document.createTextNode(text));

  /* The stretches of a snippet in two: those that say a heading which stands at its start (blanks do not count),
     and what follows. Null and all of them where it does not begin so. */
  function parted(stretches, heading) {
    const wanted = (heading || "").replace(/\s/g, "");
    const head = [];
    let place = 0;
    for (let n = 0; n < stretches.length && wanted; n += 1) {
      const { text, marked } = stretches[n];
      for (let i = 0; i < text.length; i += 1) {
        if (place === wanted.length) {
          head.push({ text: text.slice(0, i), marked });
          const rest = [{ text: text.slice(i), marked }].concat(stretches.slice(n + 1));
          rest[0].text = rest[0].text.replace(/^[\s。：:；;，,、.]+/, "");
          return [head, rest.filter((stretch) => stretch.text)];
        }
        if (/\s/.test(text[i])) continue;
        if (text[i] !== wanted[place]) return [null, stretches];
        place += 1;
      }
      head.push({ text, marked });
    }
    return wanted && place === wanted.length ? [head, []] : [null, stretches];
  }

  /* A heading as stretches, its matches marked: what a snippet that begins further on does not show. */
  function markedHeading(heading, answer) {
    const engine = window.archiveSearch;
    if (!heading || !engine || !engine.mark || !["exact", "material"].includes(answer.kind)) return null;
    const found = [];
    let place = 0;
    for (const [start, end] of engine.mark(heading, answer.query)) {
      found.push({ text: heading.slice(place, start), marked: false }, { text: heading.slice(start, end), marked: true });
      place = end;
    }
    return found.concat({ text: heading.slice(place), marked: false }).filter(({ text }) => text);
  }

  ui.plainSnippet = (snippet) =>
    ui
      .stretches(snippet)
      .map((stretch) => stretch.text)
      .join("");

  // ---------------------------------------------------------------- one result

  /* The further places of a result, each as a result of its own. */
  ui.alsoOf = (result) =>
    (result.also || []).map((place) => ({ ...result, ...place, also: [], url: `${result.url.split("#")[0]}#${place.anchor}` }));

  /* The address of a result; it carries the words to mark on the page it opens. What was found by likeness or
     by letters does not stand there as it was typed: the words marked in the snippet are carried instead. `way` is
     the hash of the search page that leads back to the results; without it the query alone does. */
  ui.resultAddress = function (result, answer, query, way) {
    const literal = !result.near && (answer.kind === "exact" || answer.kind === "material");
    const marked = ui.stretches(result.snippet).filter((stretch) => stretch.marked && stretch.text.trim());
    const words = literal ? query : Array.from(new Set(marked.map((stretch) => `"${stretch.text.trim()}"`))).join(" ");
    if (!words.trim()) return result.url;
    const [page, anchor] = result.url.split("#");
    const joint = page.includes("?") ? "&" : "?";
    const carried = new URLSearchParams({ q: ui.wellFormed(words) });
    const back = (way || "#" + new URLSearchParams({ q: ui.wellFormed(query) })).slice(1);
    if (back !== String(carried)) carried.append("back", back);
    return page + joint + carried + (anchor ? "#" + anchor : "");
  };

  ui.yearName = (year) => (year ? `${year}年度` : "年度不详");

  /* The heading under which the match stands; null where it would only say again what title or part say. */
  ui.headingOf = function (result) {
    const packed = (text) => (text || "").replace(/\s/g, "");
    const heading = packed(result.heading);
    return !heading || heading === packed(result.title) || heading === packed(result.part) ? null : result.heading.trim();
  };

  /* Year and unit. */
  ui.metaOf = (result) => [ui.yearName(result.year), result.unit || "单位不详"].join("　");

  /* A result as nodes: title, what is known of it, part and heading, snippet (null where it would be empty).
     What the snippet would say again of title or heading is marked there instead. */
  ui.resultNodes = function (result, answer) {
    const heading = ui.headingOf(result);
    const [head, rest] = parted(ui.stretches(result.snippet), heading || result.title);
    const nodes = (text, given) => (given ? given.map(asNode) : [text]);
    const tag = ui.tagOf(result, answer);
    const part = result.part ? el("span", { class: "hit-part" }, result.part) : null;
    const alone = !heading && !rest.length; // a part with nothing beside it stands with year and unit
    return {
      title: nodes(result.title, heading ? null : head),
      meta: [alone ? part : null, ui.metaOf(result), tag ? el("span", { class: "hit-tag" }, tag) : null],
      place: [alone ? null : part, heading ? el("span", { class: "hit-heading" }, nodes(heading, head || markedHeading(heading, answer))) : null],
      snippet: rest.length ? rest.map(asNode) : null,
    };
  };

  /* A further place as nodes: part and heading, snippet (null where the heading says it all). */
  ui.alsoNodes = function (other, answer) {
    const [head, rest] = parted(ui.stretches(other.snippet), other.heading);
    const heading = ui.headingOf(other) || (head && other.heading);
    const said = head ? head.map(asNode) : (markedHeading(heading, answer) || []).map(asNode);
    return {
      place: [
        other.part ? el("span", { class: "hit-part" }, other.part) : null,
        heading ? el("span", { class: "hit-heading" }, said) : null,
      ],
      snippet: rest.length ? rest.map(asNode) : null,
    };
  };

  // ---------------------------------------------------------------- totals and kinds

  /* How many there are, as honestly as the engine knows. */
  ui.totalOf = (answer) =>
    answer.total === 0
      ? "没有原样的结果"
      : `${answer.exact ? "共" : "至多"} ${answer.total.toLocaleString("zh")} ${ui.measureOf(answer)}`;

  /* What results are counted in: whole materials, or places. */
  ui.measureOf = (answer) => (answer.kind === "material" ? "篇" : "处");

  const KINDS = {
    material: "没有哪一节同时含有这些词。下面各篇里，这些词分处同一篇材料的各节。",
    pinyin: "按拼音找到的单位和标题。",
    near: "没有找到原样的文字。下面是相近结果，标出的是相近的地方。",
    none: "没有找到。",
  };

  /* What to say of an answer: the engine's own words, else what its kind means; "" where nothing need be said. */
  ui.explanation = function (answer) {
    const said = answer.message || KINDS[answer.kind] || "";
    return said && !/[。！？]$/.test(said) ? said + "。" : said;
  };

  const TAGS = { material: "同一篇材料里分处各节", pinyin: "拼音", near: "相近" };

  /* The tag of a result that is not exact, else null. */
  ui.tagOf = (result, answer) => TAGS[result.near ? "near" : answer.kind] || null;

  /* An answer where there is none. */
  ui.noAnswer = () => ({
    kind: "none",
    total: 0,
    exact: false,
    results: [],
    message: ui.NO_ENGINE,
    query: { terms: [], filters: {}, ignored: [] },
  });
})();
