// The words around a chart's plot, which come broken for a phone: title, key and source stand on as many lines
// as its width needs.
import { PHONE, columnsFor } from "./columns.js";
import { broken, headingFor, linesIn, roomIn, widthOf } from "./heading.js";

// Pixels of a line of the source, and of the key: as style.py and key.py have it.
export const SOURCE_LINE = 15;
const KEY_LINE = 18;
// The name of the key's lines, what stands between two signs, and how much wider a sign is than a letter.
const KEY = "key";
const APART = "\u2003";
const WIDER = 3;
// The part of the plot's width that a name above its row may take: its value stands at the right.
const NAME_ROOM = 0.6;
// Pixels of a line of ticks' words, and between two of them.
const TICK_LINE = 16;
const TICKS_APART = 4;
// The numbers between two lines, wave by wave, as gap_lines.py names them: so close only the outer have room.
const GAP = "gap";
// What is no letter of a text.
const TAGS = /<[^>]*>/g;

// The signs of a key on lines that a width holds.
function keyLines(signs, font, width) {
  const lines = [];
  for (const sign of signs) {
    const longer = [...(lines.at(-1) ?? []), sign];
    const letters = longer.join(APART).replace(TAGS, "");
    const fits = lines.length && widthOf(letters, font) + WIDER * longer.length <= width;
    lines.splice(fits ? -1 : lines.length, 1, fits ? longer : [sign]);
  }
  return lines.map((line) => line.join(APART));
}

// The key's notes on the lines of a width, and how many lines fewer they are. A key stands above the plot, or
// at its top on an upright axis of pixels, which then begins further down.
function keyFor(notes, family, width) {
  const before = notes.filter(({ name }) => name === KEY);
  if (!before.length) return { notes, fewer: 0 };
  const isInPlot = before[0].yref !== "paper";
  const signs = before.flatMap(({ text }) => text.split(APART));
  const lines = keyLines(signs, { family, ...before[0].font }, width);
  // A phone's lines are known to hold.
  const fewer = Math.max(before.length - lines.length, 0);
  if (!fewer) return { notes, fewer, isInPlot };
  const moved = (note, at) => (isInPlot
    ? { ...note, y: before[at + fewer].y } : { ...note, yshift: note.yshift - fewer * KEY_LINE });
  const after = before.map((note, at) => (
    at < lines.length ? { ...moved(note, at), text: lines[at] } : { ...note, visible: false }));
  return {
    notes: notes.map((note) => (note.name === KEY ? after[before.indexOf(note)] : note)),
    fewer,
    isInPlot,
  };
}

// Where a row's words stand unless they say so, and whether they are a name above a row, at the left of a plot.
const IN_ROW = { text: "", xref: "paper", yref: "y", xanchor: "left", yanchor: "middle", xshift: 0 };
function isRowName(note) {
  const { name, text, x, xref, yref, xanchor, yanchor, xshift } = { ...IN_ROW, ...note };
  const isAtLeft = x === 0 && xref === "paper" && xanchor === "left" && xshift >= 0;
  return isAtLeft && yref === "y" && yanchor === "middle" && name !== KEY && text.includes("<br>");
}

// What is broken for a phone and has room on one line is whole.
function wholeNames(notes, { family, size }, room) {
  return notes.map((note) => {
    if (!isRowName(note)) return note;
    const text = note.text.replaceAll("<br>", " ");
    const font = { family, size, ...note.font, ...(text.startsWith("<b>") ? { weight: 700 } : {}) };
    return widthOf(text.replace(TAGS, ""), font) <= room ? { ...note, text } : note;
  });
}

// The words of the ticks where they would touch on one line, such as a month and its year in a narrow window:
// broken, and how many lines more they have then.
function ticksFor({ xaxis, font, margin }, width) {
  const { ticktext: texts, tickvals: [first, second] = [], range: [low, high] = [], tickfont } = xaxis ?? {};
  if (!texts || second === undefined || width >= PHONE) return { texts, more: 0 };
  const step = ((width - margin.l - margin.r) * Math.abs(second - first)) / Math.abs(high - low);
  const letters = { ...font, ...tickfont };
  const isTight = texts.some((text) => !text.includes("<br>") && widthOf(text, letters) + TICKS_APART > step);
  if (!isTight) return { texts, more: 0 };
  const lines = texts.map((text) => broken(text, letters, step));
  const most = (all) => Math.max(...all.map(linesIn));
  return { texts: lines, more: most(lines) - most(texts), isTight };
}

// The changes to a layout, by plotly's names, that a width asks for: what is drawn stays as high as it is.
export function wordsFor(layout, width) {
  const heading = headingFor(layout, width);
  const { annotations: [source, ...notes] = [], font, margin, yaxis } = layout;
  const { family } = font;
  if (!source) return heading;
  const room = roomIn(layout, width);
  const text = broken(source.text, { family, ...source.font }, room);
  const below = SOURCE_LINE * (linesIn(text) - linesIn(source.text));
  const names = wholeNames(notes, font, NAME_ROOM * (width - margin.l - margin.r));
  const key = keyFor(names, family, room);
  const above = key.fewer * KEY_LINE;
  const ticks = ticksFor(layout, width);
  const deeper = below + ticks.more * TICK_LINE;
  const outer = ({ name, x }) => name !== GAP || x === 0 || x === ticks.texts.length - 1;
  const seen = ticks.isTight ? key.notes.map((note) => (outer(note) ? note : { ...note, visible: false })) : key.notes;
  return columnsFor(layout, width, {
    ...heading,
    height: heading.height + deeper - above,
    "margin.l": margin.l,
    "margin.t": heading["margin.t"] - (key.isInPlot ? 0 : above),
    "margin.b": margin.b + deeper,
    annotations: [{ ...source, text, yshift: source.yshift - ticks.more * TICK_LINE }, ...seen],
    ...(ticks.texts ? { "xaxis.ticktext": ticks.texts } : {}),
    ...(key.isInPlot ? { "yaxis.range": [yaxis.range[0], yaxis.range[1] + above] } : {}),
  });
}
