// Where the server is: told, or Streamlit tries every folder of a deep link's path in turn, and
// asks the server for the rest before it opens its socket.
window.__streamlit = {
  BACKEND_BASE_URL: new URL("../..", document.currentScript.src).href,
  HOST_CONFIG: { allowedOrigins: [location.origin], useExternalAuthToken: false },
};

// Messages that Streamlit has not been given yet; `null` where none wait.
let waiting = null;
// What they wait for: that a chart is drawn, and that what belongs together has come.
let isChartAwaited = false;
let isMoreAwaited = false;
// What each of the next messages holds that can be shown before Streamlit comes to it, if anything.
let announced = [];
let chartShown = Promise.resolve();
const LONGEST_WAIT = 5000;

function wait() {
  if (waiting) return;
  waiting = [];
  setTimeout(takeUp, LONGEST_WAIT);
}

function takeUp() {
  const taken = waiting ?? [];
  waiting = null;
  taken.forEach((give) => give());
}

// A page that nobody sees is not painted: it does not wait.
window.painted = () => document.hidden || new Promise((resolve) => {
  requestAnimationFrame(() => setTimeout(resolve));
});

// Called by `charts.js` when a chart has been drawn, or could not be.
window.chartDrawn = async () => {
  await painted();
  isChartAwaited = false;
  if (!isMoreAwaited) takeUp();
};

// What our server says beside Streamlit's messages: after a first chart, or before what it announces.
function hear(text) {
  const isFirst = text === "chart first";
  if (isFirst && document.querySelector(".stApp .chart-figure")) return;
  if (isFirst) isChartAwaited = true;
  else announced = JSON.parse(text);
  wait();
}

// A chart is shown at once, a table when the chart before it has been painted.
async function show(kind, bytes) {
  const text = new TextDecoder().decode(bytes);
  if (kind === "table") {
    await chartShown;
    window.changeTable(text);
    return;
  }
  const nextPaint = painted();
  if (!window.changeChart?.(text)) return;
  isChartAwaited = true;
  chartShown = nextPaint;
}

function hold(message, give) {
  const [part, ...later] = announced;
  if (part) {
    const [kind, from, to] = part;
    show(kind, message.slice(from, to));
  }
  waiting.push(give);
  const isLast = announced.length === 1;
  announced = later;
  // What ends with a chart is not all: the rest of its page is on its way.
  if (isLast) isMoreAwaited = part?.[0] === "chart";
  if (isLast && !isMoreAwaited && !isChartAwaited) takeUp();
}

window.WebSocket = class extends WebSocket {
  constructor(...asked) {
    super(...asked);
    this.addEventListener("message", () => setTimeout(() => window.firstLook?.end(), LONGEST_WAIT), { once: true });
    this.addEventListener("message", (event) => {
      const { data, isTrusted } = event;
      const isOurs = typeof data === "string";
      if (isOurs) hear(data);
      else if (isTrusted && announced.length) wait();
      if (!isTrusted || !(isOurs || waiting)) return;
      event.stopImmediatePropagation();
      if (!isOurs) hold(data, () => this.dispatchEvent(new MessageEvent("message", { data })));
    });
  }
};

// Have the shapes in the browser's cache by the time the first map asks for them.
document.currentScript.dataset.shapes.split(" ").filter(Boolean).forEach((url) => fetch(url));
