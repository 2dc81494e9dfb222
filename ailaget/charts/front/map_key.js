// A map's own key, where its classes need more than a legend: squares and words above the legend, in
// pixels from the plot's upper left corner.
import { growth, widthOf } from "./heading.js";

// How deep and wide it is, its words, and its squares on a ground that lets them be read.
export function keyOf({ annotations, shapes = [], meta, font: { family } }) {
  const times = growth();
  const depth = (meta.key ?? 0) * times;
  if (!depth) return { depth, width: 0, notes: [], on: () => ({}) };
  const notes = annotations.slice(1).map((note) => ({
    ...note,
    font: { ...note.font, size: times * note.font.size },
    xshift: times * note.xshift,
    yshift: times * note.yshift,
  }));
  const ends = notes.filter(({ xanchor }) => xanchor === "left").flatMap(({ text, font, xshift }) => (
    text.split("<br>").map((line) => xshift + widthOf(line, { family, ...font }))));
  const width = Math.max(...ends);
  const squares = shapes.map((shape) => (shape.xsizemode === "pixel" ? enlarged(shape, times) : shape));
  const ground = {
    ...squares.find(({ xsizemode }) => xsizemode === "pixel"),
    x0: 0, x1: width, y0: 0, y1: -depth, line: { width: 0 },
  };
  const on = (fillcolor) => ({ shapes: [{ ...ground, fillcolor }, ...squares] });
  return { depth, width, notes, on };
}

const enlarged = ({ x0, x1, y0, y1, ...shape }, times) => (
  { ...shape, x0: times * x0, x1: times * x1, y0: times * y0, y1: times * y1 });
