// A chart in somebody else's frame: as on our pages, and light or dark as its reader's screen is.
import { bring, chartIn } from "./chart.js";

const place = document.querySelector(".embedded-chart");
const isDark = matchMedia("(prefers-color-scheme: dark)");

function show() {
  const theme = isDark.matches ? "dark" : "light";
  bring(chartIn(place), document.querySelector(`script[data-theme="${theme}"]`).textContent);
}

if (place) {
  isDark.addEventListener("change", show);
  show();
}
