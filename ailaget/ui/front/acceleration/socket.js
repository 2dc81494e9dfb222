// Where the server is: told, or Streamlit tries every folder of a deep link's path in turn, and
// asks the server for the rest before it opens its socket.
window.__streamlit = {
  BACKEND_BASE_URL: new URL("../..", document.currentScript.src).href,
  HOST_CONFIG: { allowedOrigins: [location.origin], useExternalAuthToken: false },
};

// What comes after the first chart, until it is drawn; `null` where nothing waits.
let waiting = null;
const LONGEST_WAIT = 5000;

function takeUp() {
  const taken = waiting ?? [];
  waiting = null;
  taken.forEach((send) => send());
}

function chartFirst() {
  if (waiting || document.querySelector(".stApp .chart-figure")) return;
  waiting = [];
  setTimeout(takeUp, LONGEST_WAIT);
}

// Called by `charts.js` when a chart has been drawn, or could not be.
window.chartDrawn = () => { if (waiting) requestAnimationFrame(() => setTimeout(takeUp)); };

// A chart that changes comes ahead of the rest of its page, as text; Streamlit's own are bytes.
window.WebSocket = class extends WebSocket {
  constructor(...asked) {
    super(...asked);
    this.addEventListener("message", () => setTimeout(() => window.firstLook?.end(), LONGEST_WAIT), { once: true });
    this.addEventListener("message", (event) => {
      const { data } = event;
      if (typeof data === "string") {
        event.stopImmediatePropagation();
        if (data === "chart first") chartFirst();
        else window.changeChart?.(data);
      } else if (waiting && event.isTrusted) {
        event.stopImmediatePropagation();
        waiting.push(() => this.dispatchEvent(new MessageEvent("message", { data })));
      }
    });
  }
};

// Have the shapes in the browser's cache by the time the first map asks for them.
document.currentScript.dataset.shapes.split(" ").filter(Boolean).forEach((url) => fetch(url));
