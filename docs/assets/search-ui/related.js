/* 相关材料 at the foot of a material's page; nothing where there are none. */

(function () {
  "use strict";

  const ui = window.archiveSearchUi;
  const el = ui.el;

  ui.showRelated = async function (foot) {
    const id = decodeURIComponent(location.pathname.split("/").pop()).replace(/\.html$/, "");
    const others = (await ui.ask("related", id)) || [];
    if (!others.length) return;
    const items = others.map((other) =>
      el("li", {}, [el("a", { href: other.url }, other.title), el("span", { class: "meta" }, other.year ? `${other.year}年度` : "年度不详")])
    );
    const section = el("section", { class: "related", "aria-labelledby": "related-title" }, [
      el("h2", { id: "related-title" }, "相关材料"),
      el("ul", {}, items),
    ]);
    foot.parentNode.insertBefore(section, foot);
  };
})();
