/* The filter of 小标题库: words, part, pattern, year, sector, subject. What is chosen stands in the address. */

(function () {
  "use strict";

  const ui = window.archiveSearchUi;
  const el = ui.el;
  const STEP = 100;

  const place = document.getElementById("points-filter");
  const group = place.dataset.group || "";
  const strand = place.dataset.strand || "";
  const list = document.getElementById("points-list");
  const FIELDS = [
    ["part", "部分"],
    ["pattern", "句式"],
    ["year", "年度"],
    ["sector", "系统"],
    ["subject", "主体"],
  ];

  const input = el("input", { type: "search", id: "points-words", placeholder: group ? "在这一组里找" : strand ? "在这条主题线里找" : "在全部小标题里找", autocomplete: "off" });
  const selects = {};
  const status = el("p", { class: "points-status", role: "status" });
  const hits = el("ul", { class: "points", id: "points-hits" });
  const more = el("button", { type: "button", class: "outline-tool", hidden: true }, "再列一些");
  const form = el("form", { class: "points-form", role: "search", "aria-label": "筛选小标题" }, [
    el("label", {}, [el("span", {}, "关键词"), input]),
  ]);
  form.addEventListener("submit", (event) => event.preventDefault());
  place.append(form, status, hits, el("p", {}, more));

  function chooser(field, title, values) {
    const select = el("select", { name: field }, [el("option", { value: "" }, "不限")].concat(
      values.map(([value, count]) => el("option", { value }, count ? `${value}（${count} 篇）` : value))
    ));
    selects[field] = select;
    select.addEventListener("change", changed);
    form.append(el("label", {}, [el("span", {}, title), select]));
  }

  /* The chosen values as they stand in the address. */
  function chosen() {
    const values = new URLSearchParams();
    if (input.value.trim()) values.set("q", input.value.trim());
    for (const field of Object.keys(selects)) if (selects[field].value) values.set(field, selects[field].value);
    return values;
  }

  function readAddress() {
    const values = new URLSearchParams(location.hash.slice(1));
    input.value = values.get("q") || "";
    for (const field of Object.keys(selects)) {
      selects[field].value = values.get(field) || "";
      if (selects[field].selectedIndex < 0) selects[field].value = "";
    }
  }

  function changed() {
    const hash = "#" + chosen();
    if (hash !== (location.hash || "#")) location.replace(hash);
    limit = STEP;
    draw();
  }

  let limit = STEP;
  let asked = 0;

  async function draw() {
    const number = (asked += 1);
    const values = chosen();
    const idle = !Array.from(values.keys()).length;
    if (list) list.hidden = !idle;
    hits.textContent = "";
    more.hidden = true;
    if (idle) {
      status.textContent = "";
      return;
    }
    status.textContent = "正在找……";
    const question = { words: values.get("q"), group, strand, all: Boolean(group), going: () => number === asked };
    for (const field of Object.keys(selects)) if (values.get(field)) question[field] = [values.get(field)];
    let answer;
    try {
      answer = await ui.findLeads(question, limit);
    } catch (error) {
      if (number === asked) status.textContent = "筛选暂时用不了：小标题数据读不到，请管理员重新生成网站。";
      return;
    }
    if (!answer || number !== asked) return;
    status.textContent = answer.total ? `${answer.exact ? "找到" : "至少"} ${answer.total.toLocaleString("zh")} 条` : "没有找到。少打几个字，或者放宽条件试试。";
    hits.append(...answer.rows.map((row) => ui.leadItem(row, values.get("q"))));
    more.hidden = answer.rows.length >= answer.total && answer.exact;
  }

  more.addEventListener("click", () => {
    limit += STEP;
    draw();
  });
  input.addEventListener("input", ui.debounced(changed, 250));
  window.addEventListener("hashchange", () => {
    if ("#" + chosen() === (location.hash || "#")) return;
    readAddress();
    limit = STEP;
    draw();
  });

  (async function () {
    let names;
    try {
      names = await ui.leadNames();
      const known = group ? await ui.leadValues(group) : null;
      chooser("part", "部分", names.parts.map((part) => [part, 0]));
      chooser("pattern", "句式", names.patterns.map((pattern) => [pattern, 0]));
      for (const [field, title] of FIELDS.slice(2)) {
        const values = known
          ? Array.from(known[field]).sort((a, b) => (field === "year" ? b[0] - a[0] : b[1] - a[1]))
          : names.values[field].map(([value, count]) => [value, strand ? 0 : count]);
        if (values.length > 1) chooser(field, title, values);
      }
    } catch (error) {
      place.hidden = true; // the pages of the list stay
      return;
    }
    if (group && !(names.groups[group] || [0])[0]) place.hidden = true;
    for (const one of document.querySelectorAll("#points-list .more")) {
      one.hidden = false;
      one.querySelector("button").addEventListener("click", (event) => {
        for (const field of ["part", "pattern"]) selects[field].value = event.target.dataset[field];
        changed();
        place.scrollIntoView();
        input.focus({ preventScroll: true });
      });
    }
    readAddress();
    draw();
  })();
})();
