// After a choice the page says politely what it now shows: nothing else tells who does not see it.
const status = document.createElement("div");
status.setAttribute("role", "status");
status.className = "heard-only";

let last;

function follow() {
  const words = document.querySelector("[data-now-shown]")?.dataset.nowShown;
  if (!words || words === last) return;
  // A page that has just been opened is read from its top.
  if (last !== undefined) status.textContent = words;
  last = words;
}

document.body.append(status);
new MutationObserver(follow).observe(document.body, {
  subtree: true, childList: true, attributes: true, attributeFilter: ["data-now-shown"],
});
