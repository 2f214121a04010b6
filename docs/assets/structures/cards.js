/* Lists of cards: a chip shows the cards of one sector only. Without this script it leads to where they begin.

   A sector lies whole on one page, or has pages of its own (pages/rendering.py, in_whole_groups): what is shown is all
   there is, or the heading says how many are on this page. */

(function () {
  "use strict";

  const chips = Array.from(document.querySelectorAll("#sectors a"));

  const page = (address) => address.split("#")[0].split("/").pop();
  const here = page(location.pathname);

  /* Shows the cards of the chip whose place the address names; all of them where it names none. */
  function show() {
    const anchor = decodeURIComponent(location.hash.slice(1));
    const chip = anchor && chips.find((one) => one.hash === "#" + anchor);
    let heading = null;
    for (const one of document.querySelectorAll("h2.sector, .outline-card")) {
      if (one.matches("h2")) heading = one;
      one.hidden = Boolean(chip) && (!heading || heading.id !== anchor);
    }
    for (const one of chips.concat(all)) {
      if (one === (chip || all)) one.setAttribute("aria-current", "true");
      else one.removeAttribute("aria-current");
    }
    if (chip) window.scrollTo(0, 0);
  }

  const all = document.createElement("a");
  all.href = "#";
  all.textContent = "全部";
  all.addEventListener("click", (event) => {
    event.preventDefault();
    location.hash = "";
    show();
  });
  document.getElementById("sectors").prepend(all);
  for (const chip of chips) {
    if (page(chip.getAttribute("href")) === here || !page(chip.getAttribute("href"))) chip.setAttribute("href", chip.hash);
  }
  window.addEventListener("hashchange", show);
  show();
})();
