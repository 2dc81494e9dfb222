// A chart's title and subtitle, which come broken for a phone: on as many lines as its width needs.

// Pixels of the margin for each line, and above a title of one line or of several: as heading.py has it.
const LINE = { title: 23, subtitle: 15 };
const ABOVE = { one: 6, several: 18 };
// A font that comes late may be this much wider.
const ROOM = 0.97;

const pen = document.createElement("canvas").getContext("2d");

// How much larger all is on a large screen: `ailaget.css` has the page's own letters grow likewise.
export const growth = () => parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;

export const linesIn = (text) => text.split("<br>").length;

const setPen = ({ family, size, weight = 400 }) => { pen.font = `${weight} ${size}px ${family}`; };

export function widthOf(text, font) {
  setPen(font);
  return pen.measureText(text).width;
}

export function broken(text, font, width) {
  setPen(font);
  const lines = [];
  for (const word of text.replaceAll("<br>", " ").split(" ")) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    // A dot between two parts ends a line, and never begins one.
    const fits = word === "·" || pen.measureText(longer).width <= width;
    lines.splice(fits ? -1 : lines.length, 1, fits ? longer : word);
  }
  return lines.join("<br>");
}

// Pixels that a line of words around a chart's plot has in a width.
export const roomIn = ({ title }, width) => ROOM * (width - 2 * title.pad.l);

// The changes to a layout, by plotly's names, that a width asks for: the plot stays as high as it is.
export function headingFor(layout, width) {
  const { title, font: { family }, margin, height } = layout;
  const room = roomIn(layout, width);
  const text = broken(title.text, { family, ...title.font }, room);
  const below = title.subtitle.text ?? "";
  const subtitle = broken(below, { family, ...title.subtitle.font }, room);
  const more = LINE.title * (linesIn(text) - linesIn(title.text))
    + LINE.subtitle * (linesIn(subtitle) - linesIn(below));
  return {
    width,
    height: height + more,
    "margin.t": margin.t + more,
    "title.text": text,
    "title.pad.t": linesIn(text) > 1 ? ABOVE.several : ABOVE.one,
    "title.subtitle.text": subtitle,
  };
}

// Write changes by plotly's names into a layout that has not been drawn.
export function write(layout, changes) {
  for (const [path, value] of Object.entries(changes)) {
    const names = path.split(".");
    const last = names.pop();
    names.reduce((part, name) => part[name], layout)[last] = value;
  }
}
