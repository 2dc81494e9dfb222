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
// Stands among them for the message of a chart that came ahead of its turn.
const AHEAD = "ahead";
// Where the next message holds a chart that is ahead; and such messages, until it is their turn.
let chartPlace = null;
const ahead = [];
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

// What our server says beside Streamlit's messages: that the first chart has been sent, where a chart
// is in the next message, which comes ahead of its turn, or where tables are in those that come then.
function hear(text) {
  if (text.startsWith("{")) chartPlace = JSON.parse(text).chart;
  else if (text.startsWith("[")) expect(JSON.parse(text));
  else if (!document.querySelector(".stApp .chart-figure")) awaitChart();
}

function expect(places) {
  announced = places;
  wait();
  takeTurns();
}

// Those that came ahead take their turns; what stands last lets go of all that wait.
function takeTurns() {
  while (announced[0] === AHEAD) {
    announced.shift();
    waiting.push(ahead.shift());
  }
  if (!announced.length && !isChartAwaited) takeUp();
}

function read(message, place) {
  return new TextDecoder().decode(message.slice(...place));
}

function hold(message, give) {
  if (chartPlace) {
    ahead.push(give);
    takeChart(read(message, chartPlace));
    chartPlace = null;
    return;
  }
  if (!announced.length) {
    waiting.push(give);
    return;
  }
  const place = announced.shift();
  if (place) takeTable(read(message, place));
  waiting.push(give);
  takeTurns();
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
      if (!isTrusted || !(isOurs || chartPlace || waiting)) return;
      event.stopImmediatePropagation();
      if (!isOurs) hold(data, () => this.dispatchEvent(new MessageEvent("message", { data })));
    });
  }
};

// Have the shapes, and the empty world below them, read by the time that plotly draws the first map: it
// looks for them here, and asks the server itself for what has not come.
const geo = { topojson: {} };
window.PlotlyGeoAssets = geo;
const { shapes, world } = document.currentScript.dataset;
const readInto = (place, key, url) => fetch(url)
  .then((answer) => answer.json())
  .then((read) => { place[key] ??= read; })
  .catch(() => null);
if (shapes) {
  shapes.split(" ").forEach((url) => readInto(geo, url, url));
  readInto(geo.topojson, "world_110m", world);
}
