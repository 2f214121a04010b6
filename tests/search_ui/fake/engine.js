/* A stand-in for the engine with answers that a real archive seldom gives: hostile text, uncertain totals, slowness.
   The query decides: 恶意, 约数, 估数, 异类, 引号, 近似, 慢, 翻页, 坏. Everything asked is noted in `window.askedOfEngine`. */
(function () {
  "use strict";
  let isReady = false;
  const asked = (window.askedOfEngine = []);
  const site = new URL("../../", document.currentScript.src).href;
  const answer = (values) =>
    Object.assign({ kind: "exact", total: 0, exact: true, results: [], message: null, query: { terms: [], filters: [], ignored: [] } }, values);
  const result = (n, values) =>
    Object.assign(
      { id: "m" + n, url: `${site}materials/m${n}.html#s1`, title: `材料${n}`, heading: "（一）小标题", anchor: "s1", part: "问题", year: 2021, unit: "某局", snippet: `…正文<mark>担当</mark>${n}…`, near: false },
      values
    );
  const many = (first, last) => Array.from({ length: Math.max(0, last - first) }, (_, n) => result(first + n + 1));

  window.archiveSearch = {
    async query(text, { limit = 10, offset = 0, filters = {} } = {}) {
      asked.push(["query", text, filters, offset]);
      if (text.includes("坏")) throw new Error("坏了");
      if (text === "慢") await new Promise((resolve) => setTimeout(resolve, 600));
      if (text.includes("恶意")) {
        const evil = { title: "=1+1<img src=x onerror=alert(1)>", heading: "+cmd|' /C calc'!A0", unit: "@SUM(A1)", part: "-2", snippet: '&lt;img src=x onerror=alert(1)&gt;"<mark>担当</mark><script>alert(1)</script>' };
        return answer({ total: 1, results: [result(1, evil)] });
      }
      if (text.includes("约数")) return answer({ total: offset < 80 ? 1234 : 81, exact: offset >= 80, results: many(offset, Math.min(offset + limit, 81)) });
      if (text.includes("估数")) return answer({ total: 99, exact: false, results: many(offset, offset + limit) });
      if (text.includes("引号")) return answer({ total: 1, results: [result(1)], alike: [result(2, { near: true })] });
      if (text.includes("异类")) return answer({ kind: "material", total: 1, results: [result(1)] });
      if (text.includes("近似")) return offset < 20 ? answer({ kind: "near", results: many(offset, offset + limit) }) : answer({ kind: "none" });
      if (text.includes("翻页")) return answer({ total: 36, results: many(offset, Math.min(offset + limit, 36)) });
      return answer({ total: 1, results: [result(1, { title: text })] });
    },
    async facets(text, { filters = {} } = {}) {
      asked.push(["facets", text, filters]);
      return { total: 36, exact: !text.includes("约数"), message: null, kind: "exact", facets: { year: [{ value: "2021", label: "2021年度", count: 30 }, { value: "", label: "不详", count: 6 }] } };
    },
    async complete(text) {
      asked.push(["complete", text]);
      return text.endsWith("担") ? [{ text: "担当作为", kind: "提法", count: 0 }] : [];
    },
    async related() {
      return [];
    },
    async ready(text) {
      asked.push(["ready", text]);
      await new Promise((resolve) => setTimeout(resolve, 50));
      isReady = true;
    },
    mark: (text) => {
      const found = [];
      if (!isReady) return found;
      for (let n = text.indexOf("担当"); n >= 0; n = text.indexOf("担当", n + 1)) found.push([n, n + 2]);
      return found;
    },
  };
})();
