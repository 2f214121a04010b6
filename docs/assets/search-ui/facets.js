/* The facets beside the results, and the chosen ones as chips above them. */

(function () {
  "use strict";

  const ui = window.archiveSearchUi;
  const el = ui.el;

  const FEW = 6;
  /* Values shown of a facet before 更多 is pressed. */

  const labels = new Map(); // field and value → what it is called, kept for chips without a count
  const wide = new Set(); // facets of which all values are shown

  const key = (field, value) => field + "\n" + value;

  function order(name, counts) {
    if (name === "year" || name === "framework") return counts.slice().sort((a, b) => (a.value < b.value ? 1 : -1));
    return counts;
  }

  /* An aspect is known by its list and place: 2021·4. */
  function labelNodes(name, count) {
    const place = name === "aspect" ? /^(\w+)-(\d+)$/.exec(count.value) : null;
    const number = place ? el("span", { class: "facet-number" }, `${place[1]}·${place[2]}`) : null;
    return el("span", { class: "facet-label", title: place ? count.label : null }, [number, count.label]);
  }

  /* Draws the facets into a form. `answer` is the engine's (or null), `change(field, value, chosen)` is called. */
  ui.drawFacets = function (place, state, answer, change) {
    const focused = document.activeElement && place.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    place.textContent = "";
    const facets = (answer && answer.facets) || {};
    for (const { name, title } of ui.FIELDS) {
      const counts = order(name, facets[name] || []);
      for (const count of counts) labels.set(key(name, count.value), count.label);
      const chosen = state.filters[name] || [];
      if (counts.length > 1 || (counts.length && chosen.length)) place.append(facet(name, title, counts, chosen, answer.exact, change));
    }
    if (focused) {
      const again = Array.from(place.querySelectorAll("[data-key]")).find((node) => node.dataset.key === focused);
      if (again) again.focus();
    }
    return place.childNodes.length > 0;
  };

  function facet(name, title, counts, chosen, exact, change) {
    const list = el("ul", {}, counts.map((count) => el("li", {}, choice(name, count, chosen.includes(count.value), exact, change))));
    const set = el("fieldset", { class: "facet", "data-facet": name }, [el("legend", {}, title), list]);
    if (counts.length > FEW + 1) {
      const more = el("button", { type: "button", class: "facet-more", "data-key": key(name, "\n") });
      const fold = () => {
        const all = wide.has(name);
        Array.from(list.children).forEach((item, n) => (item.hidden = !all && n >= FEW && !item.querySelector(":checked")));
        more.textContent = all ? "收起" : `更多（${counts.length}）`;
        more.setAttribute("aria-expanded", String(all));
      };
      more.addEventListener("click", () => {
        if (!wide.delete(name)) wide.add(name);
        fold();
      });
      fold();
      set.append(more);
    }
    return set;
  }

  function choice(name, count, chosen, exact, change) {
    const box = el("input", { type: "checkbox", "data-key": key(name, count.value) });
    box.checked = chosen;
    box.addEventListener("change", () => change(name, count.value, box.checked));
    const number = (exact ? "" : "≤") + count.count.toLocaleString("zh");
    return el("label", { class: "facet-choice" }, [box, labelNodes(name, count), el("span", { class: "facet-count" }, number)]);
  }

  /* What a value is called that no facet lists. */
  const nameless = (name, value) => (!value ? "不详" : name === "year" || name === "framework" ? `${value}年度` : value);

  const labelOf = (name, value) => labels.get(key(name, value)) || nameless(name, value);

  /* The chosen values in words. */
  ui.conditionsOf = ({ filters }) =>
    ui.FIELDS.filter(({ name }) => filters[name] && filters[name].length).map(
      ({ name, title }) => `${title}：${filters[name].map((value) => labelOf(name, value)).join("、")}`
    );

  /* Draws the chosen values as buttons that take them away again. */
  ui.drawChips = function (place, state, change, clear) {
    place.textContent = "";
    let many = 0;
    for (const { name, title } of ui.FIELDS) {
      for (const value of state.filters[name] || []) {
        const label = labelOf(name, value);
        const chip = el("button", { type: "button", class: "chip", "aria-label": `去掉条件 ${title}：${label}` }, [
          el("span", { class: "chip-field" }, title),
          el("span", { class: "chip-value" }, label),
          ui.icon(ui.icons.close),
        ]);
        chip.addEventListener("click", () => change(name, value, false));
        place.append(chip);
        many += 1;
      }
    }
    if (many > 1) {
      const all = el("button", { type: "button", class: "chip chip--all" }, "全部去掉");
      all.addEventListener("click", clear);
      place.append(all);
    }
    place.hidden = many === 0;
  };
})();
