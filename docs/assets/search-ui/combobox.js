/* A field with a drop-down of completions and results: the ARIA pattern “combobox with a listbox”.

   Focus stays in the field; the chosen option is named by aria-activedescendant. Nothing is searched while an
   input method is composing: half a pinyin is no word. */

(function () {
  "use strict";

  const ui = window.archiveSearchUi;
  const el = ui.el;

  const PAUSE = 120;
  /* Milliseconds after the last key. */

  /* Brings a box to life. `box` is what `ui.makeBox` gives; options:
     results      so many results are shown (0: none, the page shows them itself)
     completions  so many completions
     submit(text) what Enter does with nothing chosen
     typed(text)  called after a pause in typing, never while composing */
  ui.combobox = function (box, options) {
    const { form, input, list, status, clear } = box;
    let composing = false;
    let active = -1;
    let shown = null; // the text whose list is shown
    let asked = 0; // answers to earlier questions are dropped

    const choices = () => Array.from(list.querySelectorAll("[role=option]"));
    const warm = () => Promise.all([ui.need("results.js"), ui.engine()]);

    /* While the list answers another text than the field's, it is busy: another takes its place soon. */
    function waiting(yes) {
      list.setAttribute("aria-busy", String(yes));
    }

    function close() {
      asked += 1;
      later.cancel();
      waiting(false);
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      choose(-1);
    }

    function choose(place) {
      const all = choices();
      all.forEach((option, n) => option.setAttribute("aria-selected", n === place ? "true" : "false"));
      active = place;
      if (place < 0) return input.removeAttribute("aria-activedescendant");
      input.setAttribute("aria-activedescendant", all[place].id);
      all[place].scrollIntoView({ block: "nearest" });
    }

    function step(by) {
      const count = choices().length;
      if (!count) return;
      // -1 is the field itself: going on from the last option leads back to it
      choose(((active + 1 + by + count + 1) % (count + 1)) - 1);
    }

    async function search() {
      const text = input.value;
      if (options.typed) options.typed(text);
      const number = (asked += 1);
      if (!text.trim()) {
        shown = null;
        list.textContent = "";
        status.textContent = "";
        return close();
      }
      const [words, answer] = await Promise.all([
        options.completions ? ui.ask("complete", text, { limit: options.completions }) : [],
        options.results ? ui.search(text, { limit: options.results }) : null,
        ui.need("results.js").catch(() => null),
      ]);
      if (number !== asked || composing || document.activeElement !== input || !ui.totalOf) return;
      shown = text;
      show(words || [], options.results ? answer || ui.noAnswer() : null, text);
    }

    const later = ui.debounced(() => search(), PAUSE);

    function show(words, answer, text) {
      list.textContent = "";
      const fresh = words.map((word) => Object.assign({ whole: completed(text, word.text) }, word)).filter((word) => word.whole !== text.trim());
      if (fresh.length) list.append(group("补全", fresh.map(completion)));
      if (answer) {
        const said = ui.explanation(answer);
        if (said) list.append(el("p", { class: "find-said", role: "presentation" }, said));
        if (answer.results.length) list.append(group("结果", answer.results.map((result) => found(result, answer, text))));
        if (answer.results.length) list.append(everything(answer, text));
      }
      choices().forEach((option, n) => {
        option.id = `${list.id}-${n}`;
        option.setAttribute("aria-selected", "false");
      });
      active = -1;
      input.removeAttribute("aria-activedescendant");
      list.hidden = !list.childNodes.length;
      list.scrollTop = 0;
      input.setAttribute("aria-expanded", String(!list.hidden));
      status.textContent = spoken(fresh, answer);
      waiting(text !== input.value);
    }

    /* What screen readers are told. */
    function spoken(words, answer) {
      const parts = [];
      if (answer) {
        const said = ui.explanation(answer);
        if (answer.total) parts.push(ui.totalOf(answer));
        if (said) parts.push(said.replace(/[。]+$/, ""));
        if (answer.results.length) parts.push(`列出 ${answer.results.length} 处`);
      }
      if (words.length) parts.push(`${words.length} 个补全`);
      if (words.length || (answer && answer.results.length)) parts.push("用上下键选择");
      return parts.length ? parts.join("，") + "。" : "";
    }

    /* A completion stands for the last word; what was typed before it stays. */
    function completed(text, word) {
      return text.replace(/\S*\s*$/, "") + word;
    }

    function group(name, members) {
      return el("div", { class: "find-group", role: "group", "aria-label": name }, members);
    }

    function completion(word) {
      const option = el("div", { class: "find-option find-option--word", role: "option" }, [
        ui.icon(ui.icons.search),
        el("span", { class: "find-word" }, word.text),
        el("span", { class: "find-kind" }, word.kind + (word.count ? ` ${word.count}` : "")),
      ]);
      option.addEventListener("click", () => {
        input.value = word.whole;
        toggleClear();
        input.focus();
        if (options.results) search();
        else {
          close();
          options.submit(input.value);
        }
      });
      return option;
    }

    function found(result, answer, text) {
      const nodes = ui.resultNodes(result, answer);
      return el("a", { class: "find-option find-option--hit", role: "option", tabindex: "-1", href: ui.resultAddress(result, answer, text) }, [
        el("span", { class: "hit-title" }, nodes.title),
        el("span", { class: "hit-meta" }, nodes.meta),
        el("span", { class: "hit-place" }, nodes.place),
        nodes.snippet && el("span", { class: "hit-snippet" }, nodes.snippet),
      ]);
    }

    function everything(answer, text) {
      const name = answer.total ? `全部结果：${ui.totalOf(answer)}` : "到查找页看全部相近结果";
      return el("a", { class: "find-option find-option--all", role: "option", tabindex: "-1", href: ui.searchAddress(text) }, name);
    }

    function toggleClear() {
      clear.hidden = !input.value;
    }

    // ---------------------------------------------------------------- events

    function keydown(event) {
      if (composing || event.isComposing || event.keyCode === 229) return; // the key belongs to the input method
      const open = !list.hidden;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (!open) {
          if (shown === input.value && list.childNodes.length) reopen();
          else search();
        } else step(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Enter") {
        event.preventDefault();
        const option = open && active >= 0 ? choices()[active] : null;
        if (option) option.click();
        else submit();
      } else if (event.key === "Escape") {
        event.preventDefault();
        if (open) close();
        else input.dispatchEvent(new CustomEvent("find-escape"));
      } else if (event.key === "Tab") close();
    }

    function reopen() {
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
    }

    function submit() {
      close();
      options.submit(input.value);
    }

    input.addEventListener("focus", warm, { once: true });
    input.addEventListener("focus", () => {
      if (shown && shown === input.value && list.childNodes.length && options.results) reopen();
    });
    input.addEventListener("keydown", keydown);
    input.addEventListener("compositionstart", () => {
      composing = true;
      asked += 1; // an answer on its way is not shown under a half-typed word
      later.cancel();
    });
    input.addEventListener("compositionend", () => {
      composing = false;
      toggleClear();
      waiting(true);
      later();
    });
    input.addEventListener("input", (event) => {
      toggleClear();
      waiting(true);
      if (!composing && !event.isComposing) later();
    });
    clear.addEventListener("click", () => {
      input.value = "";
      toggleClear();
      input.focus();
      search();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!composing) submit();
    });
    // An option is pressed before the field loses its focus: the list must not vanish under the finger.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("a[role=option]");
      if (option && !event.ctrlKey && !event.metaKey && !event.shiftKey) close();
    });
    form.addEventListener("focusout", (event) => {
      if (!event.relatedTarget || !form.contains(event.relatedTarget)) close();
    });

    /* Sets the text without a search. */
    box.set = function (text) {
      later.cancel();
      if (!composing) input.value = text;
      toggleClear();
    };
    toggleClear();
  };
})();
