// A map that zooms: as high as the window has room for, its legend over the sea, and a camera that goes
// to what is chosen. Pictures and other files have the frame that the figure itself says.
import { broken, growth, headingFor, widthOf } from "./heading.js";
import {
  KM_PER_RADIAN, between, clamp, fitted, inPlotly, isSame, moved, nearer, roomFor,
} from "./map_camera.js";
import { keyOf } from "./map_key.js";
import { button, steer, zoomIn, zoomOut } from "./map_steering.js";
import { SOURCE_LINE } from "./words.js";

// The least share of the window that a map takes, and the pixels of one that is never lower.
const LEAST_OF_WINDOW = 0.7;
const LOWEST = 360;
// Pixels below a map in the window, around its areas, and below its source.
const BELOW = 10;
const AROUND = 6;
const FOOT = 5;
// Pixels of a heading of one line, above a map that is too narrow to have it in its legend.
const HEADING = 62;
// Pixels of a row and a sign of the legend, and the width from which the title stands in it.
const ROW = 19;
const SIGN = 42;
const WIDE = 480;
// The rank of a legend's entry that has none of its own.
const RANK = 1000;
// The share of the plot that the legend of the whole country may take: the coast leaves its corner free.
// For words that would touch the coast the country stands farther off, up to another share, by so many pixels.
const LEGEND = 0.45;
const FARTHEST = 0.49;
const FARTHER = 4;
// Areas that reach over more of the country than this are seen in all of it.
const MOST_OF_COUNTRY = 0.55;
// A municipality is seen among so many times its own width, and the country at most so many times as large.
const AMONG = 3;
const DEEPEST = 60;
const SHALLOWEST = 0.9;
// Pixels of a cross where nobody has answered: half as wide as its area, within limits.
const CROSS = { least: 2, most: 10 };
// Milliseconds of a flight, and after which what follows a hand is drawn anew.
const FLIGHT = 400;
const PAUSE = 120;
const CLEAR = "rgba(0,0,0,0)";

const staysStill = matchMedia("(prefers-reduced-motion: reduce)");

export class MapView {
  // `words` name the map and its buttons; `onDrawn` is called when plotly has drawn another view of it.
  constructor(node, words, onDrawn = () => {}) {
    this.node = node;
    this.onDrawn = onDrawn;
    // What is seen, and what plotly last drew: moved and stretched, that stands in until it draws anew.
    this.camera = null;
    this.drawn = null;
    this.goal = null;
    this.destination = null;
    this.isClicked = false;
    this.frame = this.makeFrame(words);
  }

  makeFrame(words) {
    const frame = document.createElement("div");
    frame.className = "map-frame";
    frame.tabIndex = 0;
    frame.setAttribute("role", "group");
    frame.setAttribute("aria-label", words.name);
    const hint = document.createElement("div");
    hint.className = "map-hint";
    hint.setAttribute("aria-hidden", "true");
    hint.textContent = words.hint;
    this.whole = button(words.whole, "", () => this.showWhole());
    this.whole.hidden = true;
    const buttons = document.createElement("div");
    buttons.className = "map-buttons";
    buttons.append(
      this.whole, button(words.in, "+", () => zoomIn(this)), button(words.out, "−", () => zoomOut(this)),
    );
    this.node.replaceWith(frame);
    frame.append(this.node, buttons, hint);
    steer(this, frame, hint);
    return frame;
  }

  // Another figure is to be drawn: of other places the camera goes to once it is.
  take({ data, layout }) {
    this.layout = layout;
    this.edges = layout.meta;
    this.growth = growth();
    const entries = data.filter(({ showlegend }) => showlegend);
    const names = entries.flatMap(({ name }) => name.split("<br>"));
    const font = { family: layout.font.family, ...this.grown(layout.legend.font) };
    this.key = keyOf(layout);
    const width = Math.max(...names.map((name) => widthOf(name, font))) + SIGN * this.growth;
    this.legend = {
      width: Math.max(width, this.key.width),
      height: this.key.depth + names.length * ROW * this.growth,
      // From its top down: the last entry stands first, and those of a lower rank below all others.
      ends: [...entries].reverse().sort((one, other) => (other.legendrank ?? RANK) - (one.legendrank ?? RANK))
        .flatMap(({ name }) => name.split("<br>")).map((name) => widthOf(name, font) + SIGN * this.growth),
    };
  }

  grown(font) {
    return { ...font, size: font.size * this.growth };
  }

  // Break words into lines of a width, in a font of the layout's that grows.
  lines(text, font, width) {
    return broken(text, { family: this.layout.font.family, ...this.grown(font) }, width);
  }

  // --- As large as its place

  isResized() {
    return this.windowHeight !== document.documentElement.clientHeight;
  }

  // To the window's lower edge, where that is not too little; measured once for each height of the window.
  height() {
    if (this.isResized()) {
      this.windowHeight = document.documentElement.clientHeight;
      const scroller = this.frame.closest("[data-testid=stMain]");
      const top = this.frame.getBoundingClientRect().top + (scroller?.scrollTop ?? scrollY);
      const room = this.windowHeight - top - BELOW;
      this.fullHeight = Math.round(Math.max(room, LEAST_OF_WINDOW * this.windowHeight, LOWEST));
    }
    return this.fullHeight;
  }

  // The changes to the layout, by plotly's names, that a width asks for.
  changes(width) {
    const { layout } = this;
    const { top, ...heading } = this.heading(width);
    // Above a key of its own there is no room for the title.
    const isWide = width >= WIDE * this.growth && !this.key.depth;
    const room = width - layout.margin.l - layout.margin.r;
    const [source] = layout.annotations;
    const words = { ...source, font: this.grown(source.font), text: this.lines(source.text, source.font, room) };
    const lines = words.text.split("<br>").length;
    const below = (SOURCE_LINE * lines + FOOT) * this.growth + AROUND;
    // The plot is as high under a heading of any number of lines: its borders are then the same.
    const above = isWide ? 2 : top;
    const plot = this.height() - below - (isWide ? above : HEADING);
    const margin = { ...layout.margin, t: above, b: below };
    this.legend.title = isWide ? this.legendTitle() : null;
    this.resize({ width: room, height: plot, margin });
    return {
      ...heading,
      ...(isWide ? { "title.text": "", "title.subtitle.text": "" } : {}),
      width,
      height: plot + above + below,
      margin,
      annotations: [{ ...words, yshift: -AROUND }, ...this.key.notes],
      ...this.key.on(this.ground(this.camera)),
      hoverlabel: { ...layout.hoverlabel, font: this.grown(layout.hoverlabel.font) },
      legend: this.legendLayout(),
      geo: this.geo(),
    };
  }

  // Its title, and how far down it reaches: broken as for a place that is as many times smaller.
  heading(width) {
    const { title } = this.layout;
    const { "margin.t": top, "title.pad.t": pad, ...heading } = headingFor(this.layout, width / this.growth);
    return {
      ...heading,
      top: top * this.growth,
      "title.pad.t": pad * this.growth,
      "title.font": this.grown(title.font),
      "title.subtitle.font": this.grown(title.subtitle.font),
    };
  }

  // What the camera saw of its goal, or of the whole country, it sees in another size too.
  resize(plot) {
    const before = this.plot;
    const whole = this.wholeView;
    const wasAtGoal = !before || isSame(this.camera, this.goal);
    const sawWhole = before && isSame(this.camera, whole);
    this.plot = plot;
    this.room = roomFor(plot);
    this.wholeView = this.wholeCountry();
    const isAsLarge = before && before.width === plot.width && before.height === plot.height;
    if (isAsLarge && isSame(whole, this.wholeView)) return;
    this.goal = this.aim();
    if (wasAtGoal) this.camera = this.goal;
    else if (sawWhole) this.camera = this.wholeView;
  }

  geo() {
    return {
      ...this.layout.geo,
      showframe: false,
      domain: { x: [0, 1], y: [0, 1] },
      lataxis: { range: this.room.parallels },
      lonaxis: { range: this.room.meridians },
      ...inPlotly(this.camera, this.room),
    };
  }

  legendLayout() {
    const { legend } = this.layout;
    const title = this.legend.title ? { title: this.legend.title } : {};
    const y = 1 - this.key.depth / this.plot.height;
    return { ...legend, ...title, x: 0, y, bgcolor: this.ground(this.camera), font: this.grown(legend.font) };
  }

  // Lets the legend be read where other land than that of the whole country lies under it.
  ground(camera) {
    return isSame(camera, this.country()) ? CLEAR : `${this.layout.paper_bgcolor}e0`;
  }

  legendTitle() {
    const { title } = this.layout;
    const { text: below, font: small } = title.subtitle;
    const style = `font-size:${small.size * this.growth}px;color:${small.color};font-weight:400`;
    const subtitle = this.lines(below ?? "", small, this.legend.width).split("<br>")
      .map((line) => `<span style="${style}">${line}</span>`);
    const text = [this.lines(title.text, title.font, this.legend.width), ...subtitle].join("<br>");
    return { text, font: this.grown(title.font), side: "top" };
  }

  // What is in pixels in the data: names, and the crosses, whose areas' widths in km come with them.
  dress(data) {
    for (const trace of data) {
      if (trace.mode === "text") trace.textfont = this.grown(trace.textfont);
      if (trace.customdata) trace.marker.size = this.crosses(trace.customdata, this.camera);
    }
  }

  crosses(widths, { scale }) {
    const half = scale / KM_PER_RADIAN / 2;
    return widths.map((km) => this.growth * clamp(km * half, CROSS.least, CROSS.most));
  }

  // --- Where the camera is

  // What is to be seen lies beside the legend or below it, whichever lets it be larger.
  onto(edges, beside = this.legend.width) {
    const { width, height } = this.plot;
    const lines = this.legend.title ? this.legend.title.text.split("<br>").length : 0;
    const below = this.legend.height + lines * ROW * this.growth + AROUND;
    const cameras = [[beside, 0], [0, below]].map(([x, y]) => {
      const part = { x: x + AROUND, y: y + AROUND, width: width - x - 2 * AROUND, height: height - y - 2 * AROUND };
      return fitted(edges, part, this.plot);
    });
    return cameras.reduce((one, other) => (other.scale > one.scale ? other : one));
  }

  // The camera that sees all of the country, which stands clear of the legend where there is room.
  wholeCountry() {
    const [left, bottom, right, top] = this.edges.country;
    const { width, height } = this.plot;
    const own = ((height - 2 * AROUND) * (right - left)) / (top - bottom);
    let beside = clamp(width - 2 * AROUND - own, 0, LEGEND * width);
    let camera = this.onto(this.edges.country, beside);
    while (this.touches(camera) && beside + FARTHER <= FARTHEST * width) {
      beside += FARTHER;
      camera = this.onto(this.edges.country, beside);
    }
    return camera;
  }

  // Whether a word of the legend ends where the country's land begins.
  touches({ x, y, scale }) {
    const [left, bottom, right, top] = this.edges.country;
    const { west = [] } = this.edges;
    const { width, height } = this.plot;
    const lines = this.legend.title ? this.legend.title.text.split("<br>").length : 0;
    const row = ROW * this.growth;
    return this.legend.ends.some((end, at) => {
      const above = this.key.depth + (lines + at) * row;
      return west.some((share, band) => {
        const north = height / 2 - (top - (band * (top - bottom)) / west.length - y) * scale;
        const south = north + ((top - bottom) / west.length) * scale;
        const begins = width / 2 + (left + share * (right - left) - x) * scale;
        return north < above + row && south > above && begins < end + AROUND;
      });
    });
  }

  country() {
    return this.wholeView;
  }

  aim() {
    const { country, home, chosen } = this.edges;
    if (chosen) return nearer(this.onto(chosen), 1 / AMONG);
    const isCountry = home[3] - home[1] > MOST_OF_COUNTRY * (country[3] - country[1]);
    return isCountry ? this.country() : this.onto(home);
  }

  // --- Once plotly has drawn

  // Go to what is chosen, where that is new. Who clicks an area sees it already.
  arrive() {
    this.drawn = this.camera;
    this.glance();
    const places = JSON.stringify([this.edges.home, this.edges.chosen]);
    const isNew = this.places !== undefined && this.places !== places;
    const isSeen = this.isClicked && this.edges.chosen;
    this.places = places;
    this.isClicked = false;
    if (isNew) this.goal = this.aim();
    if (isNew && !isSeen) this.fly(this.goal);
    else this.offerWhole();
  }

  fly(to) {
    cancelAnimationFrame(this.flight);
    const from = this.camera;
    this.destination = to;
    if (staysStill.matches || isSame(from, to)) {
      this.settle(to);
      return;
    }
    // From farther away there is more to see: it is drawn before the camera goes there.
    if (to.scale < from.scale) this.draw(to);
    const began = performance.now();
    const step = (now) => {
      const passed = clamp((now - began) / FLIGHT, 0, 1);
      this.camera = between(from, to, passed * passed * (3 - 2 * passed));
      if (passed === 1) this.settle(to);
      else {
        this.glance();
        this.flight = requestAnimationFrame(step);
      }
    };
    this.flight = requestAnimationFrame(step);
  }

  showWhole() {
    // The button goes away: the focus stays with the map.
    if (document.activeElement === this.whole) this.frame.focus({ preventScroll: true });
    this.fly(this.country());
  }

  zoom(times) {
    const from = this.destination ?? this.camera;
    this.fly(this.held(nearer(from, this.allowed(times, from), this.aside())));
  }

  pan(right, down) {
    const { x, y, scale } = this.destination ?? this.camera;
    this.fly(this.held({ x: x + right / scale, y: y - down / scale, scale }));
  }

  // Follow a hand: so many times as near around where it is, and moved as far as it has come.
  follow(times, now, last = now) {
    cancelAnimationFrame(this.flight);
    this.destination = null;
    const { left, top } = this.node.getBoundingClientRect();
    const { width, height, margin } = this.plot;
    const { x, y, scale } = this.camera;
    const camera = {
      x: x - (now.clientX - last.clientX) / scale, y: y + (now.clientY - last.clientY) / scale, scale,
    };
    const right = now.clientX - left - margin.l - width / 2;
    const up = height / 2 - (now.clientY - top - margin.t);
    this.camera = this.held(nearer(camera, this.allowed(times, camera), right, up));
    this.glance();
    this.settling ??= setTimeout(() => this.settle(this.camera), PAUSE);
  }

  allowed(times, camera) {
    const { scale } = this.country();
    return clamp(camera.scale * times, SHALLOWEST * scale, DEEPEST * scale) / camera.scale;
  }

  // How far to the right of its middle, in pixels, the plot is looked at: the legend lies at its left.
  aside() {
    return Math.min(this.legend.width, LEGEND * this.plot.width) / 2;
  }

  // What is looked at stays in the country.
  held({ x, y, scale }) {
    const [left, bottom, right, top] = this.edges.country;
    const aside = this.aside() / scale;
    return { x: clamp(x + aside, left, right) - aside, y: clamp(y, bottom, top), scale };
  }

  glance() {
    const change = moved(this.drawn, this.camera, this.plot);
    for (const layer of this.node.querySelectorAll(".geolayer .layer:not(.bg)")) {
      if (change) layer.setAttribute("transform", change);
      else layer.removeAttribute("transform");
    }
  }

  settle(camera) {
    clearTimeout(this.settling);
    this.settling = undefined;
    this.destination = null;
    this.camera = camera;
    this.draw(camera);
    this.offerWhole();
  }

  draw(camera) {
    const { data } = this.node;
    if (!data || isSame(this.drawn, camera)) {
      this.glance();
      return;
    }
    this.drawn = camera;
    const { center, projection } = inPlotly(camera, this.room);
    const ground = this.ground(camera);
    this.update({
      "geo.center": center, "geo.projection": projection, "legend.bgcolor": ground, ...this.key.on(ground),
    });
  }

  // Have plotly draw with changes to the layout, and crosses as the view asks for.
  update(changes) {
    const { data } = this.node;
    const at = data.findIndex(({ customdata }) => customdata);
    const sizes = at < 0 ? {} : { "marker.size": [this.crosses(data[at].customdata, this.drawn)] };
    Plotly.update(this.node, sizes, changes, [Math.max(at, 0)]);
    this.glance();
    this.onDrawn();
  }

  // Draw in another size.
  refit(changes) {
    this.drawn = this.camera;
    this.update(changes);
    this.offerWhole();
  }

  // Leave the chart where it was before it was a map.
  leave() {
    this.frame.replaceWith(this.node);
  }

  offerWhole() {
    this.whole.hidden = isSame(this.camera, this.country());
  }
}
