// Tables sort by a click on a column's heading. What is missing stays last in both directions.
const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
const DECIMAL = document.documentElement.lang === "sv" ? "," : ".";
const THOUSANDS = DECIMAL === "," ? /[\s\u00a0\u202f]/g : /[\s\u00a0\u202f,]/g;

function numberIn(text) {
  const plain = text.replace(THOUSANDS, "").replace(DECIMAL, ".").replace("\u2212", "-");
  return parseFloat(plain.replace(/^[^\d+-]+/, ""));
}

function sortKey(row, column, isNumber) {
  const text = row.cells[column]?.textContent.trim() ?? "";
  return isNumber ? numberIn(text) : text;
}

function isMissing(key) {
  return key === "" || Number.isNaN(key);
}

function compare(first, second, direction) {
  if (isMissing(first) || isMissing(second)) return isMissing(first) - isMissing(second);
  return direction * (typeof first === "number" ? first - second : order.compare(first, second));
}

document.addEventListener("click", (event) => {
  const heading = event.target.closest(".data thead button")?.closest("th");
  if (!heading) return;
  const isNumber = heading.classList.contains("r");
  const direction = heading.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
  for (const other of heading.parentNode.cells) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", direction);
  const body = heading.closest("table").tBodies[0];
  const keyed = [...body.rows].map((row) => [sortKey(row, heading.cellIndex, isNumber), row]);
  const sign = direction === "ascending" ? 1 : -1;
  keyed.sort(([first], [second]) => compare(first, second, sign));
  body.append(...keyed.map(([, row]) => row));
});
