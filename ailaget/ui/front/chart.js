// A chart on a page: drawn when it comes, and changed in place when its numbers change.
import { growth, write } from "./heading.js";
import { MapView } from "./map.js";
import { panelsFor } from "./map_panels.js";
import { wordsFor } from "./words.js";

const SMALLEST = 150;
const EVEN_ROW = "[class*='st-key-even_']";
// Pixels by which two charts may end apart.
const UNSEEN = 1;
const charts = new WeakMap();
const named = new Map();

// What `acceleration/charts.js` does beside all this, where it is there; plainly it is nothing.
export const early = {
  // A chart has come to its place on the page.
  arrives() {},
  // A chart is about to be drawn: what shows some of it before, if anything does.
  begins() {},
  isDrawn() {},
  // It is drawn, or could not be.
  ends() {},
};

const library = new Promise((resolve, reject) => {
  const settle = () => (window.Plotly ? resolve() : reject(new Error("plotly did not come")));
  if (window.Plotly || document.readyState === "complete") settle();
  document.querySelector("script[data-plotly]").addEventListener("load", resolve, { once: true });
  // Everything that the document asked for has come by then, or failed to.
  addEventListener("load", settle, { once: true });
});
// A page without charts can do without it.
library.catch(() => {});

export function chartIn(place) {
  if (!charts.has(place)) {
    const node = place.appendChild(document.createElement("div"));
    node.className = "chart-figure";
    // Nothing of what is inside is read: a tick or a dot says nothing by itself.
    node.setAttribute("role", "img");
    const chart = { node, turn: 0, width: 0, times: 1, extra: 0, text: "" };
    chart.watch = new ResizeObserver(() => fit(chart));
    charts.set(place, chart);
  }
  return charts.get(place);
}

const room = (chart) => Math.max(Math.floor(chart.node.clientWidth), SMALLEST);

// What of a chart stands in its place: a map has a frame around it.
const outermost = ({ node, map }) => map?.frame ?? node;

// Its place is kept as high as the chart will be.
function changesFor(chart, width) {
  const changes = chart.map?.changes(width)
    ?? panelsFor(chart.layout, width, wordsFor(chart.layout, width));
  const height = changes.height + chart.extra;
  chart.node.style.height = `${height}px`;
  chart.node.style.marginBottom = `${(chart.times - 1) * height}px`;
  return { ...changes, height };
}

// Charts side by side, in a row that is to be even, end at the same height: the lower are made higher. On
// a phone one stands below the other, and each is as high as it is.
function even(chart) {
  const row = chart.node.closest(EVEN_ROW);
  const charts = [...named.values()].filter(({ node, map }) => (
    !map && row?.contains(node) && node.data && node.clientWidth));
  const ends = charts.map(({ node, extra, times }) => {
    const { left, bottom } = node.getBoundingClientRect();
    return { left, bottom: bottom - extra * times };
  });
  const isBeside = new Set(ends.map(({ left }) => left)).size === ends.length;
  const lowest = Math.max(...ends.map(({ bottom }) => bottom));
  charts.forEach((each, at) => {
    const extra = isBeside ? Math.round((lowest - ends[at].bottom) / each.times) : 0;
    if (Math.abs(each.extra - extra) <= UNSEEN) return;
    each.extra = extra;
    Plotly.relayout(each.node, changesFor(each, each.width));
  });
}

// On a large screen letters, lines and dots of a chart grow as the page's letters do: it is drawn for a
// smaller place, and enlarged. A map has its place from the window, and grows what is in it itself.
function enlarge(chart) {
  chart.times = chart.map ? 1 : growth();
  const isLarger = chart.times > 1;
  chart.node.style.width = isLarger ? `${100 / chart.times}%` : "";
  chart.node.style.transform = isLarger ? `scale(${chart.times})` : "";
}

function fit(chart) {
  enlarge(chart);
  const width = room(chart);
  if (chart.width === width && !chart.map?.isResized()) return;
  chart.width = width;
  const changes = changesFor(chart, width);
  if (chart.map) chart.map.refit(changes);
  else Plotly.relayout(chart.node, changes);
  even(chart);
}

// A figure that says how far its areas reach is a map that zooms.
function makeMap(chart, figure, words) {
  if (!figure.layout.meta?.country) {
    chart.map?.leave();
    chart.map = null;
    return;
  }
  chart.map ??= new MapView(chart.node, words, () => early.isDrawn(chart.node, chart.node));
  chart.map.take(figure);
}

function show(chart, text, { figure, config, alt, selects, zoom, isComing, notDrawn }) {
  chart.text = text;
  chart.node.setAttribute("aria-label", alt);
  chart.node.dataset.words = isComing;
  // As it came: plotly writes into what it is given.
  chart.layout = structuredClone(figure.layout);
  makeMap(chart, { data: figure.data, layout: chart.layout }, zoom);
  enlarge(chart);
  changesFor(chart, room(chart));
  draw(chart, figure, config, selects)
    .catch(() => { chart.node.dataset.words = notDrawn; })
    .finally(() => early.ends());
}

async function draw(chart, { data, layout }, config, selects) {
  const { text } = chart;
  // Not even a moment's wait where the library is there: what else has come would go first.
  if (!window.Plotly) await library;
  if (text !== chart.text) return;
  chart.width = room(chart);
  write(layout, changesFor(chart, chart.width));
  chart.map?.dress(data);
  const shown = early.begins(chart.node, { data, layout });
  if (shown) await shown;
  if (text !== chart.text) return;
  await Plotly.react(chart.node, data, layout, config);
  if (text !== chart.text) return;
  // Where plotly measures letters: nothing to be read.
  document.getElementById("js-plotly-tester")?.setAttribute("aria-hidden", "true");
  early.isDrawn(chart.node, { data, layout });
  chart.map?.arrive();
  even(chart);
  chart.node.removeAllListeners("plotly_click");
  if (selects) chart.node.on("plotly_click", ({ points: [point] }) => chart.select(point));
  chart.watch.observe(chart.node);
}

export function leave(place, chart) {
  chart.watch.disconnect();
  chart.text = "";
  window.Plotly?.purge(chart.node);
  outermost(chart).remove();
  charts.delete(place);
  if (named.get(chart.key) === chart) named.delete(chart.key);
}

export function bring(chart, text) {
  const content = JSON.parse(text);
  chart.key = content.key;
  named.set(chart.key, chart);
  show(chart, text, content);
}

// Hand over a chart that has been drawn elsewhere.
export function moveIn(place, chart) {
  charts.set(place, chart);
  place.appendChild(outermost(chart));
}

// Change a chart that is on the page; say whether it is there, and another.
export function change(text) {
  const content = JSON.parse(text);
  const chart = named.get(content.key);
  const isNew = Boolean(chart) && chart.text !== text;
  if (isNew) show(chart, text, content);
  return isNew;
}

// A map is as high as the window.
addEventListener("resize", () => {
  for (const chart of named.values()) if (chart.map?.drawn) fit(chart);
});

// What a chart says of the area or the dot under the pointer lies over others, until Escape.
addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  for (const { node } of named.values()) if (node.data) Plotly.Fx.unhover(node);
});

// Called by Streamlit, first and each time that the data has changed; it calls what is returned
// when the chart leaves the page, but also when a call was overtaken by the next.
window.showChart = ({ parentElement, data, setTriggerValue }) => {
  const text = new TextDecoder().decode(data);
  early.arrives(parentElement, text);
  const chart = chartIn(parentElement);
  const turn = (chart.turn += 1);
  chart.select = ({ location }) => {
    if (location === undefined) return;
    if (chart.map) chart.map.isClicked = true;
    setTriggerValue("area", String(location));
  };
  if (text !== chart.text) bring(chart, text);
  return () => {
    if (turn === chart.turn) leave(parentElement, chart);
  };
};
