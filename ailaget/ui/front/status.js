// What came of an action is said aloud, and has the focus where what was pressed has gone away.

// Pictures after the script has ended in which Streamlit takes away what it no longer shows.
const FRAMES = 4;

let latest = 0;

const isAtRest = () => document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === "notRunning";

const newest = () => [...document.querySelectorAll("[data-status]")]
  .sort((one, other) => one.dataset.status - other.dataset.status).at(-1);

const isLost = () => !document.activeElement || document.activeElement === document.body;

function tell(frames) {
  if (frames < FRAMES) {
    requestAnimationFrame(() => tell(isAtRest() ? frames + 1 : 0));
    return;
  }
  const status = newest();
  if (!status) return;
  // Who gets the focus is read; whoever kept it hears what is said beside.
  if (isLost()) {
    status.focus();
    return;
  }
  window.sayPolitely(status.textContent);
  // On a phone it may stand below what is seen. A count stands by what is counted, not by the control.
  if (!status.classList.contains("count")) status.scrollIntoView({ block: "nearest" });
}

new MutationObserver(() => {
  const number = Number(newest()?.dataset.status ?? 0);
  // A page that is loaded anew counts from the beginning.
  if (number === latest) return;
  latest = number;
  if (number) tell(0);
}).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-status"] });

// That a page has to wait for something is said as soon as it is seen: nobody hears a spinner turn.
let waited = null;

new MutationObserver(() => {
  const spinner = document.querySelector('[data-testid="stSpinner"]');
  if (spinner && spinner !== waited) window.sayPolitely(spinner.textContent);
  waited = spinner;
}).observe(document.body, { subtree: true, childList: true });
