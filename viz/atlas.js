// The outlines of the world and the camera over them.

import { data } from "./data.js";
import { element } from "./dom.js";
import { drawOrSlide, steer } from "./steer.js";
import { setAttributes, svgElement } from "./svg.js";

const WIDE = 20000; // units of the plane
const HIGH = 8700; // Antarctica left out
const CLOSEST = 1.2; // pixels for one unit
const SMALLEST_VIEW = 1500; // units: the map opens no closer than this
const ISLET = 40; // units: a country no larger than this is marked with a dot besides its outline
const KEYS = "Arrow keys move the map, plus and minus zoom, 0 shows all flows.";

// The map without its flows. `overlay` is for what is drawn over it, in pixels; `redraw` is called when the camera has moved.
// `covered` gives the pixels on the left that something else covers, `heavy` whether drawing takes long.
export function makeAtlas({ redraw, covered, heavy }) {
  const land = svgElement("g", { class: "land" });
  const shapes = drawLand(land);
  const overlay = svgElement("g");
  const svg = svgElement("svg", { class: "world", tabindex: 0, role: "group", "aria-label": `Map of flows of victims. ${KEYS}`, "data-key": "map" }, land, overlay);
  const root = element("div", { class: "atlas" }, svg);
  const camera = { x: 0, y: 0, scale: 1 };
  let home = [];
  let atHome = true; // nobody has moved the camera since it was fitted
  let width = 1;

  const size = () => ({ width: root.clientWidth || 1, height: root.clientHeight || 1 });
  const least = () => 0.8 * Math.min(size().width / WIDE, size().height / HIGH);
  const project = ({ x, y }) => ({ x: (x - camera.x) * camera.scale, y: (y - camera.y) * camera.scale });

  function move() {
    const [wide, high] = [size().width / camera.scale, size().height / camera.scale];
    camera.x = Math.min(WIDE - wide * 0.3, Math.max(-wide * 0.7, camera.x));
    camera.y = Math.min(HIGH - high * 0.3, Math.max(-high * 0.7, camera.y));
    show();
  }

  let drawn = { ...camera };
  const show = drawOrSlide(svg, {
    heavy,
    slide: () => `translate(${(drawn.x - camera.x) * camera.scale}px, ${(drawn.y - camera.y) * camera.scale}px) scale(${camera.scale / drawn.scale})`,
    draw: () => {
      drawn = { ...camera };
      setAttributes(land, { transform: `scale(${camera.scale.toFixed(5)}) translate(${(-camera.x).toFixed(1)} ${(-camera.y).toFixed(1)})` });
      redraw();
    },
  });

  function zoomAt(factor, x, y) {
    atHome = false;
    const before = camera.scale;
    camera.scale = Math.min(CLOSEST, Math.max(least(), before * factor));
    camera.x += x / before - x / camera.scale;
    camera.y += y / before - y / camera.scale;
    move();
  }

  function pan(dx, dy) {
    atHome = false;
    camera.x -= dx / camera.scale;
    camera.y -= dy / camera.scale;
    move();
  }

  // Shows these places with some room around them; without an argument those of last time.
  function fit(places = home) {
    [home, atHome, width] = [places, true, size().width];
    const { height } = size();
    const inset = covered();
    const free = width - inset;
    const [left, right] = rangeOf(places.map(({ x }) => x), WIDE);
    const [top, bottom] = rangeOf(places.map(({ y }) => y), HIGH);
    const [wide, high] = [Math.max(SMALLEST_VIEW, right - left), Math.max(SMALLEST_VIEW * 0.6, bottom - top)];
    camera.scale = Math.max(least(), Math.min(free / (wide * 1.35), height / (high * 1.5)));
    camera.x = (left + right) / 2 - (inset + free / 2) / camera.scale;
    camera.y = (top + bottom) / 2 - height / camera.scale / 2;
    move();
    show(true);
  }

  // What was in the middle stays there.
  function resized() {
    if (atHome) return fit();
    camera.x += (width - size().width) / 2 / camera.scale;
    width = size().width;
    return move();
  }

  const involve = (keys) => shapes.forEach((shape, key) => shape.classList.toggle("involved", keys.has(key)));
  const zoomBy = (factor) => zoomAt(factor, size().width / 2, size().height / 2);
  steer(svg, { zoomAt, zoomBy, pan, fit });
  return { root, overlay, project, size, fit, involve, pan, zoomBy, resized, camera: () => ({ ...camera }) };
}

const rangeOf = (values, all) => (values.length ? [Math.min(...values), Math.max(...values)] : [0, all]);

function drawLand(land) {
  const shapes = new Map();
  for (const [key, [x, y, path]] of Object.entries(data.world.outlines)) {
    const shape = svgElement("g", { "data-country": key }, svgElement("path", { d: path }));
    if (key && extentOf(path) <= ISLET) shape.append(svgElement("path", { d: `M${x} ${y}h0`, class: "islet" }));
    shapes.set(key, shape);
    land.append(shape);
  }
  return shapes;
}

// The longer side of a path whose points after the first are relative.
function extentOf(path) {
  const steps = path.match(/-?\d+/g).map(Number);
  let [x, y, least, most] = [0, 0, 0, 0];
  for (let i = 2; i + 1 < steps.length; i += 2) {
    [x, y] = [x + steps[i], y + steps[i + 1]];
    [least, most] = [Math.min(least, x, y), Math.max(most, x, y)];
  }
  return path.indexOf("M", 1) < 0 ? most - least : Infinity;
}
