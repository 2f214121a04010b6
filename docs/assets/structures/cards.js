/* Lists of cards: a chip shows the cards of one sector only. Without this script it leads to where they begin. */

(function () {
  "use strict";

  const chips = Array.from(document.querySelectorAll("#sectors a"));
  const cards = Array.from(document.querySelectorAll(".outline-card"));
  const headings = Array.from(document.querySelectorAll("h2.sector"));

  const page = (address) => address.split("#")[0].split("/").pop();
  const here = page(location.pathname);

  /* Shows the cards of the chip whose place the address names; all of them where it names none. */
  function show() {
    const anchor = decodeURIComponent(location.hash.slice(1));
    const chip = anchor && chips.find((one) => one.hash === "#" + anchor);
    const wanted = chip ? chip.dataset.sector : null;
    for (const card of cards) {
      const sector = wanted === "范例" ? "范例" : card.dataset.sector || "系统不详";
      card.hidden = Boolean(wanted) && (wanted === "范例" ? !card.querySelector(".why") : sector !== wanted);
    }
    for (const heading of headings) heading.hidden = Boolean(wanted);
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
