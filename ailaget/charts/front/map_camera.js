// A map's camera: which place of the plane stands in the middle, and how many pixels a radian has.
// The plane is a transverse Mercator around Sweden's central meridian, on a sphere of radius one.

const MERIDIAN = 15;
// Parallels between which plotly is given room, far beyond the country: what lies outside is clipped.
const PARALLELS = [50, 74];
export const KM_PER_RADIAN = 6371;

const radians = (degrees) => (degrees * Math.PI) / 180;
const degrees = (angle) => (angle * 180) / Math.PI;
export const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

// How wide on the plane the room is that reaches so many radians from the meridian, and its proportions.
const breadth = (half) => 2 * Math.atanh(Math.cos(radians(PARALLELS[0])) * Math.sin(half));
const depth = (half) =>
  Math.atan2(Math.tan(radians(PARALLELS[1])), Math.cos(half)) - radians(PARALLELS[0]);

// The room of plotly's that has just the proportions of the plot, and its pixels to a radian.
export function roomFor({ width, height }) {
  let [low, high] = [0, radians(85)];
  for (let i = 0; i < 40; i += 1) {
    const half = (low + high) / 2;
    if (breadth(half) / depth(half) < width / height) low = half;
    else high = half;
  }
  const meridians = [MERIDIAN - degrees(low), MERIDIAN + degrees(low)];
  return { meridians, parallels: PARALLELS, scale: width / breadth(low) };
}

// A camera in plotly's words, which take a place on this plane as two angles.
export const inPlotly = ({ x, y, scale }, room) => ({
  center: { lon: MERIDIAN + degrees(Math.atan(Math.sinh(x))), lat: degrees(y) },
  projection: {
    type: "transverse mercator", rotation: { lon: MERIDIAN }, scale: scale / room.scale,
  },
});

// The camera that shows edges of the plane as large as they can be within a part of the plot.
export function fitted([left, bottom, right, top], part, plot) {
  const scale = Math.min(part.width / (right - left), part.height / (top - bottom));
  return {
    x: (left + right) / 2 - (part.x + part.width / 2 - plot.width / 2) / scale,
    y: (bottom + top) / 2 + (part.y + part.height / 2 - plot.height / 2) / scale,
    scale,
  };
}

// So many times as near; what lies so far right of and above the middle, in pixels, stays in its place.
export const nearer = ({ x, y, scale }, times, right = 0, up = 0) => ({
  x: x + right / scale - right / (scale * times),
  y: y + up / scale - up / (scale * times),
  scale: scale * times,
});

// On the way between two cameras: what both show moves in a straight line.
export function between(from, to, share) {
  const scale = from.scale ** (1 - share) * to.scale ** share;
  const isZoomed = Math.abs(to.scale / from.scale - 1) > 0.01;
  const along = isZoomed ? (1 / scale - 1 / from.scale) / (1 / to.scale - 1 / from.scale) : share;
  return { x: from.x + (to.x - from.x) * along, y: from.y + (to.y - from.y) * along, scale };
}

export const isSame = (one, other) =>
  Math.abs(one.x - other.x) * one.scale < 1 && Math.abs(one.y - other.y) * one.scale < 1
  && Math.abs(one.scale / other.scale - 1) < 0.005;

// How a picture drawn for one camera is moved and stretched into that of another, as SVG says it.
export function moved(drawn, camera, { width, height, margin }) {
  if (isSame(drawn, camera)) return null;
  const times = camera.scale / drawn.scale;
  const x = (width / 2 + margin.l) * (1 - times) + (drawn.x - camera.x) * camera.scale;
  const y = (height / 2 + margin.t) * (1 - times) - (drawn.y - camera.y) * camera.scale;
  return `translate(${x} ${y}) scale(${times})`;
}
