/* Results as text and as CSV: copied, or saved as a file. */

(function () {
  "use strict";

  const ui = window.archiveSearchUi;

  const COLUMNS = ["序号", "标题", "小标题", "部分", "年度", "单位", "摘录", "类别", "地址"];

  const kindOf = (result, answer) => ui.tagOf(result, answer) || "原样";

  const placesOf = (result) => [result].concat(ui.alsoOf(result));

  /* Results as they are pasted into a note: number, title, and for each place what is known of it, snippet, address. */
  ui.asText = function (heading, results, answer, first) {
    const items = results.map((result, n) => {
      const lines = placesOf(result).map((place, further) => {
        const about = further ? [] : [ui.yearName(result.year), result.unit];
        const where = [ui.headingOf(place), place.part].concat(about).filter((part) => part);
        return [where.join("｜"), ui.plainSnippet(place.snippet), absolute(place.url)];
      });
      return [`${first + n}. ${result.title}`].concat(...lines).filter((line) => line).join("\n   ");
    });
    return [heading].concat(items).join("\n\n") + "\n";
  };

  /* Results as CSV as RFC 4180 has it: every cell quoted, lines ended by CR LF. A result in several places has a row for each,
     with the same number. */
  ui.asCsv = function (results, answer, first) {
    const places = [].concat(...results.map((result, n) => placesOf(result).map((place) => [first + n, place])));
    const rows = places.map(([number, result]) => [
      number,
      result.title,
      ui.headingOf(result) || "",
      result.part || "",
      result.year === null || result.year === undefined ? "" : result.year,
      result.unit || "",
      ui.plainSnippet(result.snippet),
      kindOf(result, answer),
      absolute(result.url),
    ]);
    return [COLUMNS].concat(rows).map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
  };

  const absolute = (url) => new URL(url, ui.root).href;

  /* A cell. What a spreadsheet would take for a formula gets an apostrophe before it. */
  function cell(value) {
    const text = String(value).replace(/[\r\n\t]+/g, " ");
    const formula = /^\s*[=+\-@＝＋－＠]/.test(text) || /^[\u0000-\u001f]/.test(text);
    return '"' + (formula ? "'" + text : text).replace(/"/g, '""') + '"';
  }

  /* Copies a text; a promise of whether it worked. Pages that are not served over https have no
     navigator.clipboard, there the older way is used. */
  ui.copy = function (text) {
    if (navigator.clipboard && window.isSecureContext) {
      return navigator.clipboard.writeText(text).then(
        () => true,
        () => copyByField(text)
      );
    }
    return Promise.resolve(copyByField(text));
  };

  function copyByField(text) {
    const before = document.activeElement;
    const field = ui.el("textarea", { class: "find-copy", readonly: true, "aria-hidden": "true", tabindex: "-1" });
    field.value = text;
    document.body.append(field);
    field.select();
    let done = false;
    try {
      done = document.execCommand("copy");
    } catch (error) {
      done = false;
    }
    field.remove();
    if (before && before.focus) before.focus();
    return done;
  }

  /* Saves a text as a file. The mark at its start tells Excel that it is UTF-8. The file is in the address of a link
     itself, which no policy of a page forbids. */
  ui.save = function (name, text, type) {
    const bytes = new TextEncoder().encode("\ufeff" + text);
    let data = "";
    for (let n = 0; n < bytes.length; n += 4096) data += String.fromCharCode(...bytes.subarray(n, n + 4096));
    const link = ui.el("a", { href: `data:${type || "text/csv"};charset=utf-8;base64,` + btoa(data), download: name, hidden: true });
    document.body.append(link);
    link.click();
    link.remove();
  };
})();
