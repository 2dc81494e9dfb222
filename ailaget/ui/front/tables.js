// Tables sort by a click on a column's heading: numbers from the highest first, words and places from the first.
// What is missing stays last in both directions.

// How the page's language sorts and writes numbers: a browser takes its time to learn a language, and a
// page begins without it.
let language = null;

function ofLanguage() {
  const { lang } = document.documentElement;
  const decimal = new Intl.NumberFormat(lang).format(0.5)[1];
  return {
    order: new Intl.Collator(lang, { numeric: true }),
    decimal,
    thousands: decimal === "," ? /[\s\u00a0\u202f]/g : /[\s\u00a0\u202f,]/g,
  };
}

function numberIn(text) {
  const plain = text.replace(language.thousands, "").replace(language.decimal, ".").replace("\u2212", "-");
  return parseFloat(plain.replace(/^[^\d+-]+/, ""));
}

function sortKey(row, column, isNumber) {
  // A day in words is sorted by its date. What is folded under a name comes after it.
  const cell = row.cells[column];
  const text = cell?.dataset.by ?? cell?.firstChild?.textContent.trim() ?? "";
  return isNumber ? numberIn(text) : text;
}

function isMissing(key) {
  return key === "" || Number.isNaN(key);
}

function compare(first, second, direction) {
  if (isMissing(first) || isMissing(second)) return isMissing(first) - isMissing(second);
  return direction * (typeof first === "number" ? first - second : language.order.compare(first, second));
}

// A box that ends between two rows looks whole: one with more below ends in the middle of a row.
function endInARow(box) {
  box.style.maxHeight = "";
  const wanted = parseFloat(getComputedStyle(box).maxHeight);
  if (!(box.scrollHeight > wanted)) return;
  const rows = box.querySelectorAll("tbody tr");
  const middle = (row) => row.offsetTop + row.offsetHeight / 2;
  const last = [...rows].find((row) => middle(row) >= wanted);
  if (last) box.style.maxHeight = `${middle(last)}px`;
}

const tables = new Map();
const widths = new WeakMap();
const resized = new ResizeObserver((changes) => {
  for (const { target, contentRect } of changes) {
    if (widths.get(target) === contentRect.width) continue;
    widths.set(target, contentRect.width);
    endInARow(target);
  }
});

function sortBy(heading, direction) {
  language ??= ofLanguage();
  for (const other of heading.parentNode.cells) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", direction);
  const isNumber = heading.classList.contains("r");
  const sign = direction === "ascending" ? 1 : -1;
  // Rows under headings of their own stay under them.
  for (const body of heading.closest("table").tBodies) {
    const rows = [...body.rows].filter((row) => !row.querySelector("[scope=rowgroup]"));
    const keyed = rows.map((row) => [sortKey(row, heading.cellIndex, isNumber), row]);
    keyed.sort(([first], [second]) => compare(first, second, sign));
    body.append(...keyed.map(([, row]) => row));
  }
}

function put(table, html) {
  if (table.html === html) return;
  const sorted = table.place.querySelector(".data thead [aria-sort]");
  table.place.innerHTML = html;
  table.html = html;
  // What is chosen elsewhere on the page changes the rows, and not how a reader has sorted them.
  const headings = [...table.place.querySelectorAll(".data thead th")];
  const same = headings.find((heading) => heading.textContent === sorted?.textContent);
  if (same) sortBy(same, sorted.getAttribute("aria-sort"));
}

// Called by Streamlit, first and each time that the table has changed.
window.showTable = ({ parentElement, data }) => {
  const { key, html } = JSON.parse(new TextDecoder().decode(data));
  const before = tables.get(key);
  const table = before?.place === parentElement ? before : { place: parentElement, html: "" };
  tables.set(key, table);
  put(table, html);
};

// Called by `acceleration/socket.js` with what a table on the page is to show, ahead of Streamlit's call.
window.changeTable = (text) => {
  const { key, html } = JSON.parse(text);
  if (tables.has(key)) put(tables.get(key), html);
};

// The municipalities' names of a table or a list are one stop for Tab, and links to other places, such as
// the pages of sources, are another: arrows go from one to the next.
const NAMES = ":is(.data tbody, .names) a:not([rel])";
// A narrow box has them under the rows' names.
const KINDS = [NAMES, ".data tbody td > a[rel]", ".data tbody small a[rel]"];
const STEPS = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };

function stopAt(link, links) {
  for (const other of links) if (other.tabIndex === 0 && other !== link) other.tabIndex = -1;
  link.tabIndex = 0;
}

// Where Tab comes in: at the chosen municipality, else at the first as they are sorted.
function comeIn(box) {
  for (const kind of KINDS) {
    const links = [...box.querySelectorAll(kind)];
    const first = links.find((link) => link.closest("[aria-current]")) ?? links[0];
    if (first) stopAt(first, links);
  }
}

// Called by `ailaget.js` for each table, and each list of names, that comes to a page.
window.tableCame = (box) => {
  if (box.matches(".table-box")) resized.observe(box);
  for (const name of box.querySelectorAll(NAMES)) name.href = `kommun?municipality=${name.hash.slice(1)}`;
  comeIn(box);
};

document.addEventListener("keydown", (event) => {
  const kind = KINDS.find((each) => event.target.closest(each));
  const step = STEPS[event.key];
  if (!kind || !step || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const link = event.target.closest(kind);
  const links = [...link.closest("table, ul").querySelectorAll(kind)].filter((each) => each.offsetParent);
  const next = links[Math.min(Math.max(links.indexOf(link) + step, 0), links.length - 1)];
  stopAt(next, links);
  next.focus();
});

// A name leads to the municipality's page with all else that the reader has chosen, however it is opened.
function addChoices(event) {
  const link = event.target.closest?.(NAMES);
  if (!link) return;
  const query = new URLSearchParams(location.search);
  query.set("municipality", new URLSearchParams(link.search).get("municipality"));
  link.search = query;
}

for (const kind of ["pointerover", "focusin", "click"]) document.addEventListener(kind, addChoices);

document.addEventListener("click", (event) => {
  const heading = event.target.closest(".data thead button")?.closest("th");
  if (!heading) return;
  const first = heading.matches(".r:not([data-up])") ? "descending" : "ascending";
  const other = first === "ascending" ? "descending" : "ascending";
  sortBy(heading, heading.getAttribute("aria-sort") === first ? other : first);
  comeIn(heading.closest("table"));
});
