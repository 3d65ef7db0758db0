// The picture: camera, and what is drawn when. A large scene is drawn in the pauses between frames; while the reader moves it,
// the last whole drawing is shown as a bitmap.

import { lines, nodes } from "./data.js";
import { byId } from "./dom.js";
import { DETAILED, coloursNow, paint, paintMarked, project, radiusOnScreen, shrinkAt } from "./paint.js";
import { along, courseOf } from "./strokes.js";

const SETTLE = 180; // ms without movement before a slow scene is drawn anew
const FAST = 12; // ms; a scene drawn in less is drawn anew in every frame,
const EASY = 300; // and so is one of fewer lines
const SLICE = 7; // ms of a frame for a slow drawing
const SEEKABLE = 20000; // lines; above, a line is not looked for under the pointer
const NOTHING = { nodes: [], lines: [], selected: [], around: null };
const LIFT = 16; // pixels that the picture stands above the middle: the legend's button is below
export const NOWHERE = { node: -1, line: null };

export function setUpCanvas(actions) {
  const canvas = byId("canvas");
  const context = canvas.getContext("2d");
  let [sharp, next] = [document.createElement("canvas"), document.createElement("canvas")];
  const camera = { x: 0, y: 0, zoom: 1 };
  let drawnAt = null; // the view of the last whole drawing of a slow scene
  let scene = null;
  let colours = coloursNow();
  let slow = false;
  let lastCost = 0; // ms
  let job = null; // the drawing of a slow scene that is under way
  let timer = 0;
  let frame = 0;
  let hovered = NOWHERE;
  let picked = { node: -1, line: -1 };
  let selected = [];
  let boxes = [];
  let moved = false; // by the reader; a picture that nobody moved is fitted anew when its room changes

  const view = () => ({ ...camera, shrink: shrinkAt(camera.zoom), width: canvas.clientWidth, height: canvas.clientHeight, ratio: devicePixelRatio || 1 });

  function marks() {
    const rings = [];
    const chosen = scene.place.get(picked.node);
    if (chosen !== undefined) rings.push([chosen, true]);
    const lit = hovered.node;
    if (lit >= 0 && lit !== chosen) rings.push([lit, false]);
    const show = scene.lines.filter((line) => line === hovered.line || line.line === picked.line || (lit >= 0 && (line.a === lit || line.b === lit)));
    const around = lit < 0 ? null : new Set([lit, ...show.flatMap(({ a, b }) => (a === lit ? [b] : b === lit ? [a] : []))].map((i) => scene.nodes[i]));
    return { nodes: rings, lines: show, selected, around };
  }

  function sized(surface, now) {
    const [width, height] = [Math.round(now.width * now.ratio), Math.round(now.height * now.ratio)];
    if (surface.width !== width || surface.height !== height) (surface.width = width, surface.height = height);
    return surface;
  }

  function drawSharp() {
    const now = view();
    sized(canvas, now);
    if (slow) return begin(now);
    const began = performance.now();
    boxes = run(paint(context, scene, now, colours, marks()), Infinity).value;
    const cost = performance.now() - began;
    slow = scene.lines.length > EASY && Math.min(cost, lastCost) > FAST; // once may be an accident of a busy machine
    lastCost = cost;
    return undefined;
  }

  // ---- slow scenes

  function begin(now) {
    if (drawnAt) drawBitmap();
    const surface = sized(next, now).getContext("2d");
    job = { steps: paint(surface, scene, now, colours, NOTHING), now };
    proceed();
  }

  function proceed() {
    if (!job) return;
    const { done, value } = run(job.steps, SLICE);
    if (done) {
      [sharp, next, boxes, drawnAt, job] = [next, sharp, value, job.now, null];
      drawBitmap();
    } else {
      if (!drawnAt) context.drawImage(next, 0, 0, canvas.width, canvas.height, 0, 0, canvas.clientWidth, canvas.clientHeight);
      frame = requestAnimationFrame(proceed);
    }
  }

  function drawBitmap() {
    const now = view();
    context.setTransform(now.ratio, 0, 0, now.ratio, 0, 0);
    context.clearRect(0, 0, now.width, now.height);
    if (!drawnAt) return;
    const scale = camera.zoom / drawnAt.zoom;
    const left = (drawnAt.x - camera.x) * camera.zoom + now.width / 2 - (drawnAt.width / 2) * scale;
    const top = (drawnAt.y - camera.y) * camera.zoom + now.height / 2 - (drawnAt.height / 2) * scale;
    context.drawImage(sharp, left, top, drawnAt.width * scale, drawnAt.height * scale);
    const still = scale === 1 && drawnAt.x === camera.x && drawnAt.y === camera.y;
    if (still) paintMarked(context, scene, project(scene, now), now, colours, marks());
  }

  function draw({ moving = false, hover = false } = {}) {
    if (!scene || !canvas.clientWidth) return;
    if (hover && job) return; // the drawing under way ends with the marks
    cancelAnimationFrame(frame);
    job = null;
    frame = requestAnimationFrame(() => {
      if (!slow || (!moving && !hover)) return drawSharp();
      drawBitmap();
      if (!moving) return undefined;
      clearTimeout(timer);
      timer = setTimeout(() => draw(), SETTLE);
      return undefined;
    });
  }

  function fit() {
    if (!scene || !scene.nodes.length) return;
    const now = view();
    const [left, right, top, bottom] = extent(scene);
    const names = scene.nodes.length < 60 ? 240 : scene.nodes.length < 250 ? 180 : 60; // room for the names at the sides
    const room = { x: Math.max(120, now.width - Math.min(names, now.width * 0.3)), y: Math.max(90, now.height - 130) };
    const zoom = Math.min(room.x / Math.max(1, right - left), room.y / Math.max(1, bottom - top));
    camera.zoom = Math.min(1.15, zoom);
    camera.x = (left + right) / 2;
    camera.y = (top + bottom) / 2 + LIFT / camera.zoom;
    moved = false;
    draw();
  }

  function zoomBy(factor, x = canvas.clientWidth / 2, y = canvas.clientHeight / 2) {
    const next = Math.min(8, Math.max(0.005, camera.zoom * factor));
    const [dx, dy] = [x - canvas.clientWidth / 2, y - canvas.clientHeight / 2];
    camera.x += dx / camera.zoom - dx / next;
    camera.y += dy / camera.zoom - dy / next;
    camera.zoom = next;
    moved = true;
    draw({ moving: true });
  }

  function panBy(dx, dy) {
    camera.x -= dx / camera.zoom;
    camera.y -= dy / camera.zoom;
    moved = true;
    draw({ moving: true });
  }

  function find(x, y) {
    if (!scene) return NOWHERE;
    const points = project(scene, view());
    let node = -1;
    let nearest = Infinity;
    for (let i = 0; i < scene.nodes.length; i++) {
      if (Math.abs(points.x[i] - x) > 40 || Math.abs(points.y[i] - y) > 40) continue;
      const far = Math.hypot(points.x[i] - x, points.y[i] - y) - radiusOnScreen(scene, i, camera.zoom);
      if (far < 7 && far < nearest) [node, nearest] = [i, far];
    }
    if (node >= 0 || scene.lines.length > SEEKABLE) return { node, line: null };
    let line = null;
    nearest = 7;
    for (const candidate of scene.lines) {
      const far = distanceTo(candidate, points, camera.zoom, x, y);
      if (far < nearest) [line, nearest] = [candidate, far];
    }
    return { node, line };
  }

  // `choose` is what the card's button does, where a finger asks for it.
  function hover(found, x, y, choose) {
    const same = found.node === hovered.node && found.line === hovered.line;
    hovered = found;
    canvas.style.cursor = found.node >= 0 || found.line ? "pointer" : "grab";
    actions.tip(found, x, y, scene, choose);
    if (!same) draw({ hover: true });
  }

  return {
    show(shown, refit) {
      scene = shown;
      hover(NOWHERE);
      selected = selected.filter((i) => i < scene.nodes.length);
      slow = scene.lines.length > DETAILED;
      lastCost = 0;
      if (refit) (drawnAt = null, fit());
      else draw();
    },
    pick(node, line) {
      picked = { node, line };
      draw({ hover: slow && drawnAt !== null });
    },
    select(places) {
      selected = places;
      draw({ hover: slow });
    },
    // Moves a node of the scene, given in CSS pixels, until the address says where it stays.
    drag(i, x, y) {
      scene.x[i] = camera.x + (x - canvas.clientWidth / 2) / camera.zoom;
      scene.y[i] = camera.y + (y - canvas.clientHeight / 2) / camera.zoom;
      moved = true;
      draw({ hover: slow });
    },
    recolour() {
      colours = coloursNow();
      draw();
    },
    // Where a node stands on the canvas, in CSS pixels.
    locate(node) {
      const i = scene?.place.get(node);
      if (i === undefined) return null;
      const points = project(scene, view());
      return { x: points.x[i], y: points.y[i] };
    },
    places: () => project(scene, view()),
    // Paints the scene as it stands onto another context, such as one that writes a file.
    drawOn: (other) => run(paint(other, scene, { ...view(), ratio: 1 }, colours, marks()), Infinity),
    camera: () => ({ ...camera }),
    scene: () => scene,
    hovered: () => hovered,
    selected: () => selected,
    boxes: () => boxes, // of the names that were drawn last
    settled: () => job === null,
    resized: () => (moved ? draw() : fit()),
    canvas, draw, fit, zoomBy, panBy, find, hover,
  };
}

// Runs steps for so many ms, or to the end.
function run(steps, time) {
  const began = performance.now();
  let step = steps.next();
  while (!step.done && performance.now() - began < time) step = steps.next();
  return step;
}

function extent(scene) {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < scene.nodes.length; i++) {
    left = Math.min(left, scene.x[i]);
    right = Math.max(right, scene.x[i]);
    top = Math.min(top, scene.y[i]);
    bottom = Math.max(bottom, scene.y[i]);
  }
  return [left, right, top, bottom];
}

// Pixels from a point to a line of the scene; a bent line is taken in a few straight pieces.
function distanceTo(line, points, zoom, x, y) {
  const course = courseOf(line, points, zoom);
  if (!course.bent) return distance(x, y, course.x1, course.y1, course.x2, course.y2);
  const stops = [0, 0.2, 0.4, 0.6, 0.8, 1].map((t) => along(course, t));
  return Math.min(...stops.slice(1).map((stop, i) => distance(x, y, ...stops[i], ...stop)));
}

function distance(x, y, x1, y1, x2, y2) {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const along = Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy);
}

// The node nearest to another in one direction of the arrow keys.
export function nextNode(scene, from, dx, dy) {
  let best = -1;
  let least = Infinity;
  for (let i = 0; i < scene.nodes.length; i++) {
    if (i === from) continue;
    const along = (scene.x[i] - scene.x[from]) * dx + (scene.y[i] - scene.y[from]) * dy;
    const aside = Math.abs((scene.x[i] - scene.x[from]) * dy) + Math.abs((scene.y[i] - scene.y[from]) * dx);
    if (along <= 0) continue;
    if (along + aside * 2 < least) [best, least] = [i, along + aside * 2];
  }
  return best;
}

export const endsOf = (line) => [nodes.iri[lines.a[line.line]], nodes.iri[lines.b[line.line]]];
