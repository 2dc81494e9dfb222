const SCRIPT = document.currentScript.src;

// A file that is made when it is asked for: say so while the reader waits, then hand it over.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-wait]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (link.getAttribute("aria-busy") === "true") return;
  const words = link.textContent;
  const slow = setTimeout(() => { link.textContent = link.dataset.wait; }, 300);
  link.setAttribute("aria-busy", "true");
  link.setAttribute("aria-live", "polite");
  try {
    const answer = await fetch(link.href);
    if (!answer.ok) throw new Error(answer.status);
    const name = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition"))?.[1];
    const file = document.createElement("a");
    file.href = URL.createObjectURL(await answer.blob());
    file.download = name ?? "";
    file.click();
    setTimeout(() => URL.revokeObjectURL(file.href), 10_000);
  } catch {
    location.href = link.href;
  } finally {
    clearTimeout(slow);
    link.textContent = words;
    link.removeAttribute("aria-busy");
  }
});

// Escape closes an open list, and would take away what was chosen in it as well.
addEventListener("keydown", (event) => {
  const list = event.key === "Escape" && event.target.closest?.('[role="combobox"]');
  if (!list) return;
  event.stopPropagation();
  if (list.getAttribute("aria-expanded") !== "true") return;
  list.blur();
  list.focus();
}, true);

// The widgets' own words are English. Put them right wherever they appear, from our text files.
const spoken = document.documentElement.lang;
const ATTRIBUTES = ["aria-label", "aria-valuetext", "placeholder", "title"];
// What a text goes on from: a button names what it removes, a part of a date its field.
const STARTS = ["Remove", "Help for", "Choose date,", "year,", "month,", "day,"];
const DAY = "Selected Date:";
// The month of a date, as its part of the field says it aloud.
const MONTH = /^(\d{1,2}) – \p{L}+$/u;
// The menu's pages that had no room.
const MORE = /^(\d+) (more)$/;
// How many options a list has, said aloud as it opens.
const OPTIONS = /^(\d+) (options?) available\.$/;
// A file's size, alone or after its name.
const SIZE = /(^|, )(\d+)\.?(\d*)([KM]?B)$/;

// What the server puts in another language than the page's: its key says which.
const IN_LANGUAGE = /(?:^|\s)st-key-in_([a-z]{2})_/;

function inWords(text, words) {
  if (!text) return text;
  const start = STARTS.find((word) => text.startsWith(`${word} `));
  if (start) return `${words[start]} ${text.slice(start.length + 1)}`;
  if (text.startsWith(DAY)) {
    const day = new Date(text.slice(DAY.length));
    return isNaN(day) ? text : `${words[DAY]} ${day.toLocaleDateString(spoken, { dateStyle: "long" })}`;
  }
  const month = MONTH.exec(text);
  if (month) {
    const name = new Date(2000, month[1] - 1).toLocaleDateString(spoken, { month: "long" });
    return `${month[1]} – ${name}`;
  }
  const more = MORE.exec(text);
  if (more) return `${more[1]} ${words[more[2]]}`;
  const options = OPTIONS.exec(text);
  if (options && words[options[2]]) return `${options[1]} ${words[options[2]]}`;
  return words[text] ?? (spoken === "en" ? text : text.replace(SIZE, sizeInWords));
}

function sizeInWords(_, before, whole, decimals, unit) {
  // Nobody counts tenths of a byte.
  const tenths = unit === "B" ? "" : decimals;
  const size = Number(`${whole}.${tenths || 0}`).toLocaleString(spoken, {
    minimumFractionDigits: tenths.length,
    useGrouping: false,
  });
  return `${before}${size} ${unit.replace("K", "k")}`;
}

function putRight(node, words) {
  if (node.nodeType === Node.TEXT_NODE) {
    const text = inWords(node.data, words);
    if (text !== node.data) node.data = text;
    return;
  }
  // Charts speak through their own locale, and have far more nodes than all the widgets.
  if (node.nodeType !== Node.ELEMENT_NODE || node.namespaceURI.endsWith("svg")) return;
  for (const name of ATTRIBUTES) {
    const text = inWords(node.getAttribute(name), words);
    if (text !== node.getAttribute(name)) node.setAttribute(name, text);
  }
  const inside = IN_LANGUAGE.exec(node.className);
  if (inside && inside[1] !== spoken) node.lang = inside[1];
  if (node.matches(".table-box, .names")) window.tableCame(node);
  else node.childNodes.forEach((n) => putRight(n, words));
}

async function speak() {
  const words = await (await fetch(new URL(`words.${spoken}.json`, SCRIPT))).json();
  putRight(document.body, words);
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type !== "childList") putRight(change.target, words);
      else change.addedNodes.forEach((node) => putRight(node, words));
    }
  }).observe(document.body, {
    subtree: true, childList: true, characterData: true,
    attributes: true, attributeFilter: ATTRIBUTES,
  });
}

document.addEventListener("DOMContentLoaded", speak);
