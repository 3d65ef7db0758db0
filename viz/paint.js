// Drawing a scene on a 2D canvas. Large scenes get hairlines in chunks: one long path of wide lines takes seconds.

import { familyOf, families } from "./data.js";
import { paintLabels } from "./labels.js";
import { familyColour, isDark, trace } from "./looks.js";
import { paintOutlines } from "./outlines.js";
import { paintLine } from "./strokes.js";

export const DETAILED = 2500; // lines; above, no dashes, arrows and counts
const CHUNK = 1024;

// How much smaller than at zoom 1 nodes are drawn.
export const shrinkAt = (zoom) => Math.min(1.35, Math.max(0.12, Math.sqrt(zoom)));
export const radiusOnScreen = (scene, i, zoom) => Math.max(1.2, scene.radius[i] * shrinkAt(zoom));

export function coloursNow() {
  const style = getComputedStyle(document.documentElement);
  const read = (variable) => style.getPropertyValue(variable).trim();
  return {
    ground: read("--ground"), ink: read("--ink"), quiet: read("--quiet"), accent: read("--accent"),
    line: { stated: read("--line-stated"), fact: read("--line-fact"), believed: read("--line-doubt"), alleged: read("--line-doubt"), planned: read("--line-plan"), negated: read("--line-no"), denied: read("--line-no") },
    flow: read("--line-flow"),
    family: families.map((_, family) => familyColour(family)),
    dark: isDark(),
  };
}

// view: { x, y, zoom, shrink, width, height, ratio } — world point at the middle, CSS pixels, device pixels each.
// Draws in steps, so that a slow scene can be drawn in the pauses between frames; the last step gives the boxes of the names.
export function* paint(context, scene, view, colours, marked) {
  const { ratio, width, height } = view;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  const points = project(scene, view);
  paintOutlines(context, scene.outlines, view, colours);
  if (scene.lines.length <= DETAILED) paintLines(context, scene, points, view, colours, marked);
  else yield* paintHairlines(context, scene, points, view, colours);
  yield* paintNodes(context, scene, points, view, colours);
  paintMarked(context, scene, points, view, colours, marked);
  yield;
  return paintLabels(context, scene, points, view, colours, marked);
}

export function project(scene, view) {
  const count = scene.nodes.length;
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    x[i] = (scene.x[i] - view.x) * view.zoom + view.width / 2;
    y[i] = (scene.y[i] - view.y) * view.zoom + view.height / 2;
  }
  return { x, y };
}

const outside = (view, x1, y1, x2, y2) =>
  (x1 < 0 && x2 < 0) || (y1 < 0 && y2 < 0) || (x1 > view.width && x2 > view.width) || (y1 > view.height && y2 > view.height);

function* paintHairlines(context, scene, { x, y }, view, colours) {
  const draw = (inPath) => {
    context.lineWidth = 1 / view.ratio;
    context.strokeStyle = colours.quiet;
    context.globalAlpha = Math.max(0.05, Math.min(0.5, 4000 / scene.lines.length));
    context.beginPath();
    for (const { a, b } of inPath) {
      context.moveTo(x[a], y[a]);
      context.lineTo(x[b], y[b]);
    }
    context.stroke();
    context.globalAlpha = 1;
  };
  let inPath = [];
  for (const line of scene.lines) {
    if (outside(view, x[line.a], y[line.a], x[line.b], y[line.b])) continue;
    inPath.push(line);
    if (inPath.length < CHUNK) continue;
    draw(inPath);
    inPath = [];
    yield;
  }
  draw(inPath);
}

function paintLines(context, scene, points, view, colours, marked) {
  const words = [];
  for (const line of scene.lines) {
    const { a, b } = line;
    if (outside(view, points.x[a], points.y[a], points.x[b], points.y[b])) continue;
    const dimmed = marked.around && !marked.around.has(scene.nodes[a]) && !marked.around.has(scene.nodes[b]);
    const between = !scene.even && scene.focus.size > 0 && !scene.focus.has(scene.nodes[a]) && !scene.focus.has(scene.nodes[b]);
    context.globalAlpha = dimmed ? 0.12 : between ? 0.45 : 0.9;
    paintLine(context, line, points, view, colours, scene, { words });
  }
  context.globalAlpha = 1;
  context.setLineDash([]);
}

function* paintNodes(context, scene, { x, y }, view, colours) {
  const byFamily = families.map(() => []);
  scene.nodes.forEach((node, i) => {
    if (x[i] > -30 && y[i] > -30 && x[i] < view.width + 30 && y[i] < view.height + 30) byFamily[familyOf(node)].push(i);
  });
  const edged = scene.nodes.length < 4000;
  for (const [family, members] of byFamily.entries()) {
    const hollow = families[family].shape === "ring";
    for (let first = 0; first < members.length; first += CHUNK) {
      context.beginPath();
      for (const i of members.slice(first, first + CHUNK)) trace(context, families[family].shape, x[i], y[i], radiusOnScreen(scene, i, view.zoom));
      context.fillStyle = hollow ? colours.ground : colours.family[family];
      context.fill();
      if (edged || hollow) {
        context.strokeStyle = hollow ? colours.family[family] : colours.ground;
        context.lineWidth = 1.5;
        context.stroke();
      }
      if (!edged) yield;
    }
  }
  context.fillStyle = colours.accent;
  for (const i of scene.pinned) paintPin(context, x[i], y[i] - radiusOnScreen(scene, i, view.zoom), colours);
}

// A drawing pin at the top of a node that was moved and stays.
function paintPin(context, x, y, colours) {
  context.strokeStyle = colours.ground;
  context.lineWidth = 1.5;
  context.beginPath();
  context.arc(x + 5, y - 2, 3.5, 0, 2 * Math.PI);
  context.stroke();
  context.fill();
}

// What is hovered, chosen or selected, over the rest: also drawn over the bitmap of a large scene.
export function paintMarked(context, scene, points, view, colours, marked) {
  if (scene.lines.length > DETAILED && marked.lines.length) context.globalAlpha = 0.9;
  const words = [];
  for (const line of marked.lines) paintLine(context, line, points, view, colours, scene, { wider: 1.5, words });
  context.globalAlpha = 1;
  context.setLineDash([]);
  for (const [i, bold] of marked.nodes) {
    const family = familyOf(scene.nodes[i]);
    const radius = radiusOnScreen(scene, i, view.zoom);
    context.beginPath();
    trace(context, families[family].shape, points.x[i], points.y[i], radius);
    context.fillStyle = colours.family[family];
    context.fill();
    ring(context, points.x[i], points.y[i], radius + 5, bold ? colours.accent : colours.ink, bold ? 3 : 1.5);
  }
  context.setLineDash([3, 2]);
  for (const i of marked.selected) ring(context, points.x[i], points.y[i], radiusOnScreen(scene, i, view.zoom) + 4, colours.accent, 2);
  context.setLineDash([]);
}

function ring(context, x, y, radius, colour, width) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
}
