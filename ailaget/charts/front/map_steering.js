// How a reader steers a map: by keys, wheel, mouse and fingers. The buttons are the map's own.

const STEP = 1.6;
// Share of the plot that an arrow moves the map by.
const PAN = 0.2;
// Pixels of a pointer's way from which it drags and no longer clicks.
const DRAGS = 4;
// Pixels that a wheel turns to double the size, at most so many at once, and those of a line.
const WHEEL = { doubles: 150, most: 200, line: 24 };
const HINT_STAYS = 1600;

export const zoomIn = (map) => map.zoom(STEP);
export const zoomOut = (map) => map.zoom(1 / STEP);

const move = (right, down) => (map) => map.pan(right * PAN * map.plot.width, down * PAN * map.plot.height);

const KEYS = {
  "+": zoomIn,
  "=": zoomIn,
  "-": zoomOut,
  0: (map) => map.showWhole(),
  ArrowLeft: move(-1, 0),
  ArrowRight: move(1, 0),
  ArrowUp: move(0, -1),
  ArrowDown: move(0, 1),
};

export function steer(map, frame, hint) {
  frame.addEventListener("keydown", (event) => onKey(map, event));
  frame.addEventListener("wheel", (event) => onWheel(map, hint, event), { passive: false });
  frame.addEventListener("pointerdown", (event) => onPress(map, frame, event));
  const onTouch = fingers(map);
  for (const kind of ["touchstart", "touchmove", "touchend", "touchcancel"]) {
    frame.addEventListener(kind, onTouch, { passive: false });
  }
}

function onKey(map, event) {
  if (event.ctrlKey || event.altKey || event.metaKey || !(event.key in KEYS)) return;
  event.preventDefault();
  KEYS[event.key](map);
}

// The wheel alone scrolls the page, over a map as over all else, and says how the map is zoomed: so do
// maps in pages that people know. What two fingers do on a touch pad comes as a wheel with Ctrl.
function onWheel(map, hint, event) {
  if (!event.ctrlKey && !event.metaKey) {
    hint.classList.add("shown");
    clearTimeout(hint.stays);
    hint.stays = setTimeout(() => hint.classList.remove("shown"), HINT_STAYS);
    return;
  }
  event.preventDefault();
  const turned = event.deltaMode ? WHEEL.line * event.deltaY : event.deltaY;
  const pixels = Math.min(Math.max(turned, -WHEEL.most), WHEEL.most);
  map.follow(2 ** (-pixels / WHEEL.doubles), event);
}

// A mouse drags the map.
function onPress(map, frame, event) {
  if (event.pointerType === "touch" || event.button || event.target.closest("button")) return;
  let last = event;
  let isDragged = false;
  const onMove = (now) => {
    if (!isDragged && Math.hypot(now.clientX - last.clientX, now.clientY - last.clientY) < DRAGS) return;
    // What has caught the pointer is what is clicked in the end: a drag chooses no area.
    if (!isDragged) frame.setPointerCapture(event.pointerId);
    isDragged = true;
    map.follow(1, now, last);
    last = now;
  };
  frame.addEventListener("pointermove", onMove);
  const end = () => frame.removeEventListener("pointermove", onMove);
  addEventListener("pointerup", end, { once: true });
  addEventListener("pointercancel", end, { once: true });
}

// One finger scrolls the page; two move the map and zoom it.
function fingers(map) {
  let last = null;
  return (event) => {
    const [one, other] = event.touches;
    if (!other) {
      last = null;
      return;
    }
    event.preventDefault();
    const now = {
      clientX: (one.clientX + other.clientX) / 2,
      clientY: (one.clientY + other.clientY) / 2,
      apart: Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY),
    };
    if (last) map.follow(now.apart / last.apart, now, last);
    last = now;
  };
}

export function button(name, sign, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = sign || name;
  if (sign) {
    made.setAttribute("aria-label", name);
    made.title = name;
  }
  made.addEventListener("click", act);
  return made;
}
