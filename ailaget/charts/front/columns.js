// Rows with a name at the left and numbers at the right, as columns.py has them: where a narrow window leaves
// the marks between them no room, the names stand above.
import { broken, linesIn, widthOf } from "./heading.js";

// The width of a phone's chart, as what is drawn on the server is made for, and the least that marks have room in.
export const PHONE = 350;
const LEAST_PLOT = 120;
// Pixels of the margin and of a line, as plot_layout.py and columns.py have them, and between a row's name and
// the middle of its mark.
const PLOT_EDGE = 2;
const NAME_LINE = 16;
const NAME_ABOVE = 22;
// How much deeper a row is with its name above.
const DEEPER = 1.85;
const ROW_NAME = "row";

// Words at a value on the plot, as near its middle as the plot's ends let them be.
function within(note, { range: [low, high] }, plot, font) {
  const at = plot * ((note.x - low) / (high - low));
  const words = widthOf(note.text.replace(/<[^>]*>/g, ""), { ...font, ...note.font });
  const start = Math.max(0, Math.min(at - words / 2, plot - words));
  return { ...note, xanchor: "left", xshift: start - at };
}

// The changes to a layout, beside those of the words around it, that let names stand above their rows.
export function columnsFor(layout, width, around) {
  const { margin, height, font, xaxis } = layout;
  const isRoomy = width >= PHONE || width - margin.l - margin.r >= LEAST_PLOT;
  if (isRoomy || !around.annotations?.some(({ name }) => name === ROW_NAME)) return around;
  const room = width - margin.r - PLOT_EDGE;
  const above = (note) => {
    const isBold = note.text.startsWith("<b>");
    const words = note.text.replace(/<\/?b>/g, "");
    const lines = broken(words, { family: font.family, size: font.size, weight: isBold ? 700 : 400 }, room);
    const more = (linesIn(lines) - 1) * (NAME_LINE / 2);
    return {
      ...note,
      text: isBold ? `<b>${lines}</b>` : lines,
      xshift: 0,
      yshift: NAME_ABOVE + more,
      bgcolor: layout.paper_bgcolor,
    };
  };
  const [source, ...notes] = around.annotations;
  const moved = notes.map((note) => {
    if (note.name === ROW_NAME) return above(note);
    if (note.xref === "x") return within(note, xaxis, room, font);
    return note.xshift === PLOT_EDGE - margin.l ? { ...note, xshift: 0 } : note;
  });
  const plot = height - margin.t - margin.b;
  return {
    ...around,
    annotations: [{ ...source, xshift: 0 }, ...moved],
    "margin.l": PLOT_EDGE,
    height: around.height + Math.round((DEEPER - 1) * plot),
  };
}
