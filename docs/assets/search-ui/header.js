/* The search box in the header of every page, put there by script: with JavaScript off there is none, and the
   page 查找 (in the navigation) says so. On a phone the box is an icon that opens over the header. */

(function () {
  "use strict";

  const ui = window.archiveSearchUi;
  const el = ui.el;

  /* The parts of a box: form, field, list and the line that screen readers are told. Used on the search page too. */
  ui.makeBox = function (name, label, placeholder) {
    const listId = name + "-list";
    const input = el("input", {
      id: name + "-input",
      class: "find-input",
      type: "text",
      role: "combobox",
      "aria-label": label,
      "aria-autocomplete": "list",
      "aria-haspopup": "listbox",
      "aria-expanded": "false",
      "aria-controls": listId,
      placeholder: placeholder,
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      enterkeyhint: "search",
      maxlength: "2000",
    });
    const list = el("div", { id: listId, class: "find-list", role: "listbox", "aria-label": "查找结果和补全", hidden: true });
    const status = el("div", { class: "find-status", role: "status", "aria-live": "polite" });
    const clear = el("button", { class: "find-clear", type: "button", "aria-label": "清空", title: "清空", hidden: true }, ui.icon(ui.icons.close));
    const field = el("div", { class: "find-field" }, [ui.icon(ui.icons.search), input, clear]);
    const form = el("form", { id: name, class: "find-box", role: "search", "aria-label": label, novalidate: true }, [field, list, status]);
    return { form, field, input, list, status, clear };
  };

  function inject() {
    const header = document.querySelector(".md-header__inner") || document.querySelector("header");
    if (!header || document.getElementById("header-find")) return;
    const box = ui.makeBox("header-find", "查找材料", "查找材料");
    const open = el("button", { class: "find-open md-header__button", type: "button", "aria-label": "查找", title: "查找" }, ui.icon(ui.icons.search));
    const back = el("button", { class: "find-back", type: "button", "aria-label": "收起查找框" }, ui.icon(ui.icons.back));
    box.field.prepend(back);
    box.field.append(el("kbd", { class: "find-key", "aria-hidden": "true", title: "按 / 或 Ctrl+K 查找" }, "/"));
    box.form.prepend(open);
    header.insertBefore(box.form, header.querySelector("form, .md-header__option, .md-header__source"));

    ui.combobox(box, { results: 8, completions: 3, submit: (query) => ui.goToSearch(query) });
    ui.headerBox = box;

    const show = () => {
      box.form.classList.add("find-box--open");
      box.input.focus();
    };
    const hide = () => box.form.classList.remove("find-box--open");
    open.addEventListener("click", show);
    back.addEventListener("click", () => {
      hide();
      open.focus();
    });
    box.form.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !box.form.contains(event.relatedTarget)) hide();
    });
    box.input.addEventListener("find-escape", () => {
      hide();
      box.input.blur();
    });
    ui.focusBox = () => {
      show();
      box.input.select();
    };
  }

  /* Opens the search page with a query; the search page itself takes it without loading anew. */
  ui.goToSearch = function (query) {
    if (!query.trim()) location.assign(ui.searchPage);
    else location.assign(ui.searchAddress(query));
  };

  /* `/` where nothing is being typed, and Ctrl+K (⌘K) anywhere. */
  function shortcuts(event) {
    if (event.isComposing || event.keyCode === 229 || event.altKey) return;
    const target = event.target;
    const typing = target instanceof Element && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
    const control = event.ctrlKey || event.metaKey;
    const slash = event.key === "/" && !control && !(typing && !/^(radio|checkbox|button)$/.test(target.type));
    const k = control && !event.shiftKey && (event.key === "k" || event.key === "K");
    if (!(slash || k) || !ui.focusBox) return;
    event.preventDefault();
    event.stopPropagation();
    ui.focusBox();
  }

  inject();
  document.addEventListener("keydown", shortcuts, true);
})();
