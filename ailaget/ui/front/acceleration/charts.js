// Charts that come before Streamlit brings them: the page's first one, and those that change.
import { bring, change, chartIn, early, leave, moveIn } from "../chart.js";
import { recolour, remember } from "./recolour.js";

// The chart of the page's beginning, until it has been moved into the page.
let first = null;

// When new colours are painted, and what has come meanwhile is in place: a table and the whole chart
// are then laid out together.
async function turn() {
  await window.painted();
  await new Promise(setTimeout);
}

function moveFirst(place, text) {
  const { place: before, chart } = first;
  first = null;
  if (chart.text === text) {
    moveIn(place, chart);
    window.chartDrawn();
  } else leave(before, chart);
}

Object.assign(early, {
  arrives(place, text) {
    if (first) moveFirst(place, text);
    window.firstLook?.end();
  },
  begins: (node, figure) => recolour(node, figure) && turn(),
  isDrawn: remember,
  ends: window.chartDrawn,
});

// Called by `socket.js` with what a chart on the page is to show, ahead of Streamlit's call.
window.changeChart = change;

window.firstLook?.chart.then((begins) => {
  if (!begins || !window.firstLook.isShown()) return;
  const chart = chartIn(begins.place);
  first = { place: begins.place, chart };
  bring(chart, begins.text);
});
