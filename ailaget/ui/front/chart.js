// A chart on a page: drawn when it comes, and changed in place when its numbers change.
import { headingFor, write } from "./heading.js";
import { recolour, remember } from "./acceleration/recolour.js";

const SMALLEST = 150;
const charts = new WeakMap();
const named = new Map();
// The chart of the page's beginning, until it has been moved into the page.
let first = null;

const library = new Promise((resolve, reject) => {
  const settle = () => (window.Plotly ? resolve() : reject(new Error("plotly did not come")));
  if (window.Plotly || document.readyState === "complete") settle();
  document.querySelector("script[data-plotly]").addEventListener("load", resolve, { once: true });
  // Everything that the document asked for has come by then, or failed to.
  addEventListener("load", settle, { once: true });
});
// A page without charts can do without it.
library.catch(() => {});

function chartIn(place) {
  if (!charts.has(place)) {
    const node = place.appendChild(document.createElement("div"));
    node.className = "chart-figure";
    node.setAttribute("role", "figure");
    const chart = { node, turn: 0, width: 0, text: "" };
    chart.watch = new ResizeObserver(() => fit(chart));
    charts.set(place, chart);
  }
  return charts.get(place);
}

// A page that nobody sees is not painted: it does not wait.
const painted = () => document.hidden || new Promise((resolve) => {
  requestAnimationFrame(() => setTimeout(resolve));
});

const room = (chart) => Math.max(Math.floor(chart.node.clientWidth), SMALLEST);

// Its place is kept as high as the chart will be.
function changesFor(chart, width) {
  const changes = headingFor(chart.layout, width);
  chart.node.style.height = `${changes.height}px`;
  return changes;
}

function fit(chart) {
  const width = room(chart);
  if (chart.width === width) return;
  chart.width = width;
  Plotly.relayout(chart.node, changesFor(chart, width));
}

function show(chart, text, { figure, config, alt, selects, isComing, notDrawn }) {
  chart.text = text;
  chart.node.setAttribute("aria-label", alt);
  chart.node.dataset.words = isComing;
  // As it came: plotly writes into what it is given.
  chart.layout = structuredClone(figure.layout);
  changesFor(chart, room(chart));
  draw(chart, figure, config, selects)
    .catch(() => { chart.node.dataset.words = notDrawn; })
    .finally(window.chartDrawn);
}

async function draw(chart, { data, layout }, config, selects) {
  const { text } = chart;
  // Not even a moment's wait where the library is there: what else has come would go first.
  if (!window.Plotly) await library;
  if (text !== chart.text) return;
  chart.width = room(chart);
  write(layout, changesFor(chart, chart.width));
  if (recolour(chart.node, { data, layout })) await painted();
  if (text !== chart.text) return;
  await Plotly.react(chart.node, data, layout, config);
  if (text !== chart.text) return;
  remember(chart.node, { data, layout });
  chart.node.removeAllListeners("plotly_click");
  if (selects) chart.node.on("plotly_click", ({ points: [point] }) => chart.select(point));
  chart.watch.observe(chart.node);
}

function leave(place, chart) {
  chart.watch.disconnect();
  chart.text = "";
  window.Plotly?.purge(chart.node);
  chart.node.remove();
  charts.delete(place);
  if (named.get(chart.key) === chart) named.delete(chart.key);
}

function bring(chart, text) {
  const content = JSON.parse(text);
  chart.key = content.key;
  named.set(chart.key, chart);
  show(chart, text, content);
}

function moveIn(place, text) {
  const { place: before, chart } = first;
  first = null;
  if (chart.text === text) {
    charts.set(place, chart);
    place.appendChild(chart.node);
    window.chartDrawn();
  } else leave(before, chart);
}

// Called by Streamlit, first and each time that the data has changed; it calls what is returned
// when the chart leaves the page, but also when a call was overtaken by the next.
window.showChart = ({ parentElement, data, setTriggerValue }) => {
  const text = new TextDecoder().decode(data);
  if (first) moveIn(parentElement, text);
  window.firstLook?.end();
  const chart = chartIn(parentElement);
  const turn = (chart.turn += 1);
  chart.select = ({ location }) => {
    if (location !== undefined) setTriggerValue("area", String(location));
  };
  if (text !== chart.text) bring(chart, text);
  return () => {
    if (turn === chart.turn) leave(parentElement, chart);
  };
};

// Called by `acceleration/socket.js` with what a chart on the page is to show, ahead of Streamlit's call.
window.changeChart = (text) => {
  const content = JSON.parse(text);
  const chart = named.get(content.key);
  if (chart && chart.text !== text) show(chart, text, content);
};

window.firstLook?.chart.then((begins) => {
  if (!begins || !window.firstLook.isShown()) return;
  const chart = chartIn(begins.place);
  first = { place: begins.place, chart };
  bring(chart, begins.text);
});
