// A map's colours, put in place before the chart is drawn: they are what the eye waits for, and
// plotly, which works out every border anew, takes several times as long.
const grounds = new WeakMap();

const areasOf = (data) => data.find(({ type }) => type === "choropleth");
const pathsOf = (node) => [...(node.querySelector(".choroplethlayer .trace")?.children ?? [])];

// What the borders depend on: with another shape or size of the map they are others. A heading of
// more lines moves all of them alike, once plotly draws it: their colours can be changed before.
function groundOf(data, { geo, width, height, margin: { t, b } }) {
  return JSON.stringify([areasOf(data)?.geojson, geo, width, height - t - b]);
}

// Keep the borders that have been drawn, by area.
export function remember(node, { data, layout }) {
  const areas = areasOf(data);
  if (!areas) return;
  const key = groundOf(data, layout);
  const top = layout.margin.t;
  const ground = grounds.get(node);
  const isSame = ground?.key === key && ground.top === top;
  const borders = isSame ? ground.borders : new Map();
  pathsOf(node).forEach((path, at) => borders.set(areas.locations[at], path.getAttribute("d") ?? ""));
  grounds.set(node, { key, top, borders });
}

// Show a map's areas in their new colours, if their borders are known; say whether it was done.
export function recolour(node, { data, layout }) {
  const ground = grounds.get(node);
  if (!ground || ground.key !== groundOf(data, layout)) return false;
  const { locations, z, zmin, zmax, colorscale } = areasOf(data);
  const paths = pathsOf(node);
  if (!paths.length || !locations.every((area) => ground.borders.has(area))) return false;
  const classes = colorscale.length / 2;
  const colour = (value) => colorscale[2 * Math.floor(((value - zmin) / (zmax - zmin)) * classes)][1];
  locations.forEach((area, at) => {
    const path = paths[at] ?? paths[0].parentNode.appendChild(paths[0].cloneNode());
    path.setAttribute("d", ground.borders.get(area));
    // Where plotly writes it too: a style would outlast, and hide, all that it draws later.
    path.setAttribute("fill", colour(z[at]));
  });
  paths.slice(locations.length).forEach((path) => path.remove());
  // Marks of those without an answer stand where they stood: drawn anew in a moment, as the legend.
  node.querySelector(".scatterlayer .trace")?.replaceChildren();
  return true;
}
