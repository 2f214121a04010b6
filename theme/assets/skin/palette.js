/* Shows the page in the colours that the reader chose last, before any text is drawn. Stands right behind the switch. */

(function () {
  "use strict";

  const chosen = window.__md_get("__palette");
  if (!chosen || typeof chosen.color !== "object" || !chosen.color) return;

  for (const [name, value] of Object.entries(coloursOf(chosen.color))) {
    document.body.setAttribute(`data-md-color-${name}`, value);
  }

  /* A choice that follows the system is what the system says now. */
  function coloursOf(colour) {
    if (colour.media !== "(prefers-color-scheme)") return colour;
    const scheme = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
    const option = document.querySelector(`[data-md-color-media="(prefers-color-scheme: ${scheme})"]`);
    const value = (name) => option.getAttribute(`data-md-color-${name}`);
    return { media: value("media"), scheme: value("scheme"), primary: value("primary"), accent: value("accent") };
  }
})();
