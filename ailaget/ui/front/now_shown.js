// After a choice the page says politely what it now shows: nothing else tells who does not see it.
const polite = document.createElement("div");
polite.setAttribute("role", "status");
polite.className = "heard-only";

window.sayPolitely = (words) => { polite.textContent = words; };

let last;

function follow() {
  const words = document.querySelector("[data-now-shown]")?.dataset.nowShown;
  if (!words || words === last) return;
  // A page that has just been opened is read from its top.
  if (last !== undefined) window.sayPolitely(words);
  last = words;
}

document.body.append(polite);
new MutationObserver(follow).observe(document.body, {
  subtree: true, childList: true, attributes: true, attributeFilter: ["data-now-shown"],
});
