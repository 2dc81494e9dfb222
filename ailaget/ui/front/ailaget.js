// Where the server is: told, or Streamlit tries every folder of a deep link's path in turn.
window.__streamlit = { BACKEND_BASE_URL: new URL("..", document.currentScript.src).href };

// Downloads of a chart as the very picture on the screen: plotly's own export, asked for a format.
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-chart]");
  if (!button) return;
  const plot = document.querySelector(`.st-key-${button.dataset.chart} .js-plotly-plot`);
  const camera = plot?.querySelector(".modebar-btn");
  if (!camera) return;
  plot._context.toImageButtonOptions.format = button.dataset.format;
  camera.click();
});
