// Maps side by side: as high as their width lets them be. Their legend stands above them where it has no
// room at their left.
import { growth, widthOf } from "./heading.js";

const NARROW = 480;
const BETWEEN = 0.02;
// Pixels of the letters above a map on a phone, and the share of the window that maps are high at most.
const SMALL = 12;
const MOST_OF_WINDOW = 0.8;

// How much wider than high a map is, by the degrees that it shows.
function proportions({ lataxis: { range: [south, north] }, lonaxis: { range: [west, east] } }) {
  return ((east - west) * Math.cos((south * Math.PI) / 180)) / (north - south);
}

// The words behind the maps that say what is invented, where the maps would hide them: beside the legend,
// so many shares of the plot from its left and of its height, in letters that have room there.
function beside(mark, left, depth, { font, room }) {
  const { label } = mark;
  const words = label.text.split(" ");
  const widest = Math.max(...words.map((word) => widthOf(word, { family: font.family, ...label.font })));
  const size = Math.min(label.font.size, (label.font.size * room * (1 - left)) / widest);
  return {
    ...mark,
    x0: left,
    x1: 1,
    y0: 1 - depth,
    y1: 1,
    label: { ...label, text: words.join("<br>"), textangle: 0, font: { ...label.font, size } },
  };
}

// The changes to a layout, by plotly's names, that a width asks for, beside those of the words around it.
export function panelsFor(layout, width, around) {
  const { panels, head, legend, aside = 0 } = layout.meta ?? {};
  if (!panels) return around;
  const isNarrow = width < NARROW;
  const room = width - layout.margin.l - layout.margin.r;
  const isAbove = isNarrow || room * layout.geo.domain.x[0] < aside;
  const above = head + (isAbove ? legend : 0);
  const names = Array.from({ length: panels }, (_, at) => `geo${at ? at + 1 : ""}`);
  const across = names.map((name, at) => (isAbove
    ? [at / panels + BETWEEN / 2, (at + 1) / panels - BETWEEN / 2] : layout[name].domain.x));
  const own = (room * (across[0][1] - across[0][0])) / proportions(layout.geo);
  // On a large screen the chart is enlarged: as many fewer of its pixels are seen.
  const seen = (MOST_OF_WINDOW * document.documentElement.clientHeight) / growth();
  const plot = above + Math.round(Math.min(own, seen));
  const [source, ...words] = around.annotations;
  const placed = words.map((text, at) => ({
    ...text,
    x: (across[at][0] + across[at][1]) / 2,
    y: 1 - (above - head) / plot,
    // As narrow as a map: "oktober 2026", "205 av 290" and "(71 %)" on lines of their own.
    text: isNarrow ? text.text.replace(" (", "<br>(") : text.text,
    font: isNarrow ? { ...text.font, size: SMALL } : text.font,
  }));
  const before = layout.height - layout.margin.t - layout.margin.b;
  return {
    ...around,
    ...Object.fromEntries(names.map((name, at) => (
      [`${name}.domain`, { x: across[at], y: [0, 1 - above / plot] }]))),
    annotations: [source, ...placed],
    shapes: (layout.shapes ?? []).map((shape) => (isAbove && shape.label?.text
      ? beside(shape, aside / room, (above - head) / plot, { font: layout.font, room }) : shape)),
    height: around.height + plot - before,
  };
}
