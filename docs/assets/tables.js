// Tables that do not fit. On a wide screen they get less padding, and long names may break. On a narrow one, a table that
// would scroll sideways, or squeeze its text into narrow columns, is shown as cards: one card per row, each value under its
// column's title. Tables that still scroll can be scrolled by keyboard. The theme wraps tables after the page has loaded,
// so both are checked whenever the page changes.
const NARROW = 720;
const COLUMN = 140;
const TALL = 90;
const LONG = 40; // characters; longer code in a first column may break

// Roles stay when CSS takes a table apart, so that screen readers still read a table.
const label = (table) => {
  const titles = [...table.querySelectorAll("thead th")].map((cell) => cell.textContent.trim());
  table.setAttribute("role", "table");
  for (const group of table.querySelectorAll("thead, tbody")) group.setAttribute("role", "rowgroup");
  for (const row of table.querySelectorAll("tr")) row.setAttribute("role", "row");
  for (const cell of table.querySelectorAll("th")) cell.setAttribute("role", "columnheader");
  for (const code of table.querySelectorAll("td:first-child code")) {
    if (code.textContent.length > LONG) code.dataset.long = "";
  }
  for (const row of table.querySelectorAll("tbody tr")) {
    [...row.children].forEach((cell, number) => {
      cell.setAttribute("role", "cell");
      if (number && titles[number]) cell.dataset.label = titles[number];
      if (!cell.textContent.trim()) cell.dataset.empty = "";
    });
  }
};

const arrange = (table) => {
  if (!table.hasAttribute("role")) label(table);
  delete table.dataset.cards;
  delete table.dataset.dense;
  const room = (table.closest(".md-typeset__scrollwrap") ?? table.parentElement).clientWidth;
  const columns = table.querySelectorAll("thead th").length;
  const wide = Math.max(table.scrollWidth, table.offsetWidth) > Math.min(room, table.clientWidth) + 2;
  if (innerWidth > NARROW) {
    if (wide) table.dataset.dense = "";
    return;
  }
  const squeezed = [...table.querySelectorAll("tbody td")].some((cell) => cell.offsetWidth < COLUMN && cell.offsetHeight > TALL);
  if (wide || squeezed || room / columns < COLUMN) table.dataset.cards = columns > 2 ? "labelled" : "plain";
};

const tables = () => {
  for (const wrap of document.querySelectorAll(".md-typeset__scrollwrap:not([tabindex])")) {
    wrap.tabIndex = 0;
    wrap.setAttribute("role", "group");
    wrap.setAttribute("aria-label", "Table");
  }
  document.querySelectorAll(".md-typeset table").forEach(arrange);
};

new MutationObserver(tables).observe(document.documentElement, { childList: true, subtree: true });
addEventListener("resize", tables);
tables();
