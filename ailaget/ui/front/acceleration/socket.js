// Where the server is: told, or Streamlit tries every folder of a deep link's path in turn, and
// asks the server for the rest before it opens its socket.
window.__streamlit = {
  BACKEND_BASE_URL: new URL("../..", document.currentScript.src).href,
  HOST_CONFIG: { allowedOrigins: [location.origin], useExternalAuthToken: false },
};

// Messages that Streamlit has not been given yet; `null` where none wait.
let waiting = null;
let isChartAwaited = false;
// Where each of the next messages holds a table, which is shown before Streamlit comes to it.
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
  takeUp();
};

function awaitChart() {
  isChartAwaited = true;
  wait();
}

function takeChart(text) {
  const nextPaint = painted();
  if (!window.changeChart?.(text)) return;
  chartShown = nextPaint;
  awaitChart();
}

async function takeTable(text) {
  await chartShown;
  window.changeTable(text);
}

// What our server says beside Streamlit's messages: that the first chart has been sent, what a chart
// on the page is to show, or where tables are in what comes next.
function hear(text) {
  if (text.startsWith("{")) takeChart(text);
  else if (text.startsWith("[")) announced = JSON.parse(text);
  else if (!document.querySelector(".stApp .chart-figure")) awaitChart();
}

function hold(message, give) {
  const [place, ...later] = announced;
  const isLast = announced.length === 1;
  announced = later;
  if (place) takeTable(new TextDecoder().decode(message.slice(...place)));
  waiting.push(give);
  if (isLast && !isChartAwaited) takeUp();
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
