// A meeting on the projector: one slide at a time, by keys or buttons, its place kept in the address.
const slides = [...document.querySelectorAll(".slide")];
const figures = JSON.parse(document.getElementById("figures").textContent);
const words = JSON.parse(document.getElementById("words").textContent);
const config = { staticPlot: true, displayModeBar: false, topojsonURL: "geo/" };
const stage = document.querySelector(".stage");
let current = 0;

// The stage is as wide and as high as the screen, whatever its proportions, and never less than its own.
function scale() {
  const factor = Math.min(innerWidth / 1920, innerHeight / 1080);
  stage.style.width = `${innerWidth / factor}px`;
  stage.style.height = `${innerHeight / factor}px`;
  stage.style.transform = `scale(${factor}) translate(-50%, -50%)`;
}

function draw(number) {
  const place = slides[number]?.querySelector(".figure");
  if (!place || place.dataset.drawn) return;
  place.dataset.drawn = "yes";
  const { data, layout } = figures[place.dataset.figure];
  const room = slides[number].querySelector(".body");
  const above = place.offsetTop - room.offsetTop;
  layout.width = room.clientWidth;
  layout.height = Math.max(room.clientHeight - above - 8, 300);
  Plotly.newPlot(place, data, layout, config);
}

function show(number) {
  current = Math.min(Math.max(number, 0), slides.length - 1);
  slides.forEach((slide, place) => { slide.hidden = place !== current; });
  slides[current].querySelector(".page").textContent = `${current + 1} ${words.of} ${slides.length}`;
  const url = new URL(location.href);
  url.searchParams.set("present", current + 1);
  history.replaceState(null, "", url);
  draw(current);
  slides[current].querySelector("h1").focus({ preventScroll: true });
}

function leave() {
  location.href = new URL(document.body.dataset.back, document.baseURI).href;
}

function toggleFullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.().catch(() => {});
}

const STEPS = {
  previous: () => show(current - 1),
  next: () => show(current + 1),
  first: () => show(0),
  last: () => show(slides.length - 1),
  full_screen: toggleFullScreen,
  leave,
};
// No letter steers: whoever speaks to a computer, or hits a key by chance, would steer with it.
const KEYS = {
  ArrowRight: "next",
  ArrowDown: "next",
  PageDown: "next",
  " ": "next",
  Enter: "next",
  ArrowLeft: "previous",
  ArrowUp: "previous",
  PageUp: "previous",
  Backspace: "previous",
  Home: "first",
  End: "last",
  Escape: "leave",
};
const POINTER_STAYS = 3000;

for (const button of document.querySelectorAll("[data-step]")) {
  button.addEventListener("click", () => STEPS[button.dataset.step]());
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || !(event.key in KEYS)) return;
  if (event.target.closest?.("button") && [" ", "Enter"].includes(event.key)) return;
  event.preventDefault();
  STEPS[KEYS[event.key]]();
});
let pointing;
addEventListener("pointermove", () => {
  document.body.classList.add("pointing");
  clearTimeout(pointing);
  pointing = setTimeout(() => document.body.classList.remove("pointing"), POINTER_STAYS);
});
addEventListener("resize", scale);
scale();
const asked = Number(new URL(location.href).searchParams.get("present"));
// Texts are measured when a figure is drawn: with the font that they will have.
document.fonts.load("600 32px 'Source Sans'").finally(() => {
  show(Number.isInteger(asked) && asked > 0 ? asked - 1 : 0);
});
