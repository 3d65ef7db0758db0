// Drawing a scene on a 2D canvas. Large scenes get hairlines in chunks: one long path of wide lines takes seconds.

import { data, familyOf, families, nodes } from "./data.js";
import { DASHES, familyColour, isDark, trace } from "./looks.js";

const DETAILED = 2500; // lines; above, no dashes, arrows and counts
const CHUNK = 1024;
const MOST_LABELS = 350;
const WORDED = 70; // lines; in a picture with fewer, each line says its relation

export const radiusOf = (node) => 4.5 + Math.min(11, Math.sqrt(nodes.degree[node]) * 1.6);
const sizeOnScreen = (node, zoom) => Math.max(1.2, radiusOf(node) * Math.min(1.35, Math.max(0.12, Math.sqrt(zoom))));
export const hitRadius = (node, zoom) => sizeOnScreen(node, zoom);

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

// view: { x, y, zoom, width, height, ratio } — world point at the middle, CSS pixels, device pixels each.
export function paint(context, scene, view, colours, marked) {
  const { ratio, width, height } = view;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  const points = project(scene, view);
  const detailed = scene.lines.length <= DETAILED;
  if (detailed) paintLines(context, scene, points, view, colours, marked);
  else paintHairlines(context, scene, points, view, colours);
  paintNodes(context, scene, points, view, colours);
  paintMarked(context, scene, points, view, colours, marked);
  paintLabels(context, scene, points, view, colours, marked);
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

function paintHairlines(context, scene, { x, y }, view, colours) {
  context.lineWidth = 1 / view.ratio;
  context.strokeStyle = colours.quiet;
  context.globalAlpha = Math.max(0.12, Math.min(0.5, 4000 / scene.lines.length));
  let inPath = 0;
  context.beginPath();
  for (const { a, b } of scene.lines) {
    if (outside(view, x[a], y[a], x[b], y[b])) continue;
    context.moveTo(x[a], y[a]);
    context.lineTo(x[b], y[b]);
    if (++inPath % CHUNK === 0) {
      context.stroke();
      context.beginPath();
    }
  }
  context.stroke();
  context.globalAlpha = 1;
}

function paintLines(context, scene, points, view, colours, marked) {
  for (const line of scene.lines) {
    const { a, b } = line;
    if (outside(view, points.x[a], points.y[a], points.x[b], points.y[b])) continue;
    const dimmed = marked.around && !marked.around.has(scene.nodes[a]) && !marked.around.has(scene.nodes[b]);
    const between = scene.focus.size > 0 && !scene.focus.has(scene.nodes[a]) && !scene.focus.has(scene.nodes[b]);
    context.globalAlpha = dimmed ? 0.12 : between ? 0.45 : 0.9;
    paintLine(context, line, points, view, colours, scene);
  }
  context.globalAlpha = 1;
  context.setLineDash([]);
}

function paintLine(context, line, points, view, colours, scene, wider = 0) {
  const { a, b, items, look } = line;
  const zoomed = Math.min(1, Math.max(0.35, view.zoom));
  const width = (look.flow ? 2 : 1.2) * zoomed + Math.min(2, Math.log2(items.length) * 0.6) * zoomed + wider;
  const colour = look.disputed ? colours.line.negated : look.flow ? colours.flow : colours.line[look.status];
  context.strokeStyle = context.fillStyle = colour;
  context.lineWidth = width;
  context.setLineDash(DASHES[look.status].map((part) => part * zoomed));
  const [x1, y1, x2, y2] = [points.x[a], points.y[a], points.x[b], points.y[b]];
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const [ux, uy] = [(x2 - x1) / length, (y2 - y1) / length];
  if (look.disputed) {
    for (const side of [-2, 2]) stroke(context, x1 - uy * side, y1 + ux * side, x2 - uy * side, y2 + ux * side);
  } else stroke(context, x1, y1, x2, y2);
  context.setLineDash([]);
  if (length < 40) return;
  const nodeA = scene.nodes[a];
  const nodeB = scene.nodes[b];
  if (items.some((item) => item.from === nodeA)) arrow(context, x2 - ux * (sizeOnScreen(nodeB, view.zoom) + 2), y2 - uy * (sizeOnScreen(nodeB, view.zoom) + 2), ux, uy, 6 + width);
  if (items.some((item) => item.from === nodeB)) arrow(context, x1 + ux * (sizeOnScreen(nodeA, view.zoom) + 2), y1 + uy * (sizeOnScreen(nodeA, view.zoom) + 2), -ux, -uy, 6 + width);
  if (length < 64 || view.zoom < 0.45) return;
  const worded = (wider || scene.lines.length <= WORDED) && length > 110;
  // Nearer to the end with fewer neighbours, where lines have parted.
  const near = nodes.degree[nodeA] > nodes.degree[nodeB] ? 0.6 : 0.4;
  if (worded && context.globalAlpha > 0.4) word(context, line, [x1 + (x2 - x1) * near, y1 + (y2 - y1) * near], Math.atan2(y2 - y1, x2 - x1), colour, colours.ground);
  const mx = (x1 + x2) / 2;
  const my = (y1 + y2) / 2;
  if (look.disputed) badge(context, mx, my, "≠", colour, colours.ground);
  else if (look.status === "negated" || look.status === "denied") cross(context, mx, my, ux, uy, 5);
  else if (items.length > 1) badge(context, mx, my, String(items.length), colour, colours.ground);
}

// The relation, written along the line; of several the first and how many more.
function word(context, { items }, [x, y], angle, colour, ground) {
  const relations = [...new Set(items.map((item) => (item.kind === "flows" ? "victims moved" : data.predicates.label[data[item.kind].predicate[item.row]])))];
  const text = shorten(relations[0], 24) + (relations.length > 1 ? ` +${relations.length - 1}` : "");
  const turn = angle > Math.PI / 2 || angle <= -Math.PI / 2 ? angle + Math.PI : angle;
  context.save();
  context.translate(x, y);
  context.rotate(turn);
  context.font = "11px system-ui, sans-serif";
  context.textAlign = "center";
  context.textBaseline = "bottom";
  context.lineWidth = 3;
  context.strokeStyle = ground;
  context.strokeText(text, 0, -2);
  context.fillStyle = colour;
  context.fillText(text, 0, -2);
  context.restore();
}

function stroke(context, x1, y1, x2, y2) {
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
}

function arrow(context, x, y, ux, uy, size) {
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x - ux * size - uy * size * 0.45, y - uy * size + ux * size * 0.45);
  context.lineTo(x - ux * size + uy * size * 0.45, y - uy * size - ux * size * 0.45);
  context.fill();
}

function cross(context, x, y, ux, uy, size) {
  context.lineWidth = 2;
  for (const turn of [1, -1]) {
    const dx = (ux + -uy * turn) * size * 0.8;
    const dy = (uy + ux * turn) * size * 0.8;
    stroke(context, x - dx, y - dy, x + dx, y + dy);
  }
}

function badge(context, x, y, text, colour, ground) {
  context.font = "600 10px system-ui, sans-serif";
  const half = Math.max(8, context.measureText(text).width / 2 + 5);
  context.beginPath();
  context.roundRect(x - half, y - 8, half * 2, 16, 8);
  context.fillStyle = ground;
  context.fill();
  context.lineWidth = 1;
  context.stroke();
  context.fillStyle = colour;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(text, x, y + 0.5);
}

function paintNodes(context, scene, { x, y }, view, colours) {
  const byFamily = families.map(() => []);
  scene.nodes.forEach((node, i) => {
    if (x[i] > -30 && y[i] > -30 && x[i] < view.width + 30 && y[i] < view.height + 30) byFamily[familyOf(node)].push(i);
  });
  const edge = scene.nodes.length < 4000;
  byFamily.forEach((members, family) => {
    for (let first = 0; first < members.length; first += CHUNK) {
      context.beginPath();
      for (const i of members.slice(first, first + CHUNK)) {
        trace(context, families[family].shape, x[i], y[i], sizeOnScreen(scene.nodes[i], view.zoom));
      }
      const hollow = families[family].shape === "ring";
      context.fillStyle = hollow ? colours.ground : colours.family[family];
      context.fill();
      if (!edge && !hollow) continue;
      context.strokeStyle = hollow ? colours.family[family] : colours.ground;
      context.lineWidth = 1.5;
      context.stroke();
    }
  });
}

// What is hovered or chosen, over the rest: also drawn over the bitmap of a large scene.
export function paintMarked(context, scene, points, view, colours, marked) {
  if (scene.lines.length > DETAILED && marked.lines.length) context.globalAlpha = 0.9;
  for (const line of marked.lines) paintLine(context, line, points, view, colours, scene, 1.5);
  context.globalAlpha = 1;
  context.setLineDash([]);
  for (const [i, bold] of marked.nodes) {
    const node = scene.nodes[i];
    const radius = sizeOnScreen(node, view.zoom);
    context.beginPath();
    trace(context, families[familyOf(node)].shape, points.x[i], points.y[i], radius);
    context.fillStyle = colours.family[familyOf(node)];
    context.fill();
    context.beginPath();
    context.arc(points.x[i], points.y[i], radius + 5, 0, 2 * Math.PI);
    context.strokeStyle = bold ? colours.accent : colours.ink;
    context.lineWidth = bold ? 3 : 1.5;
    context.stroke();
  }
}

export const shorten = (text, most = 32) => {
  const letters = [...text];
  return letters.length <= most ? text : letters.slice(0, most - 1).join("").trimEnd() + "…";
};

function paintLabels(context, scene, points, view, colours, marked) {
  const first = [...marked.nodes.map(([i]) => i), ...[...scene.focus].map((node) => scene.place.get(node))];
  const taken = [];
  const done = new Set();
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  const each = (i, sure) => {
    if (i === undefined || done.has(i)) return;
    done.add(i);
    const [x, y] = [points.x[i], points.y[i]];
    if (x < -60 || y < -20 || x > view.width + 60 || y > view.height + 20) return;
    if (marked.around && !sure && !marked.around.has(scene.nodes[i])) context.globalAlpha = 0.35;
    label(context, scene.nodes[i], { x, y, above: scene.above[i] }, view, colours, taken, sure);
    context.globalAlpha = 1;
  };
  first.forEach((i) => each(i, true));
  if (marked.around) scene.nodes.forEach((node, i) => marked.around.has(node) && taken.length < MOST_LABELS && each(i, false));
  for (let i = 0; i < scene.nodes.length && taken.length < MOST_LABELS && i < 6000; i++) each(i, false);
}

function label(context, node, { x, y, above }, view, colours, taken, sure) {
  const strong = sure || nodes.degree[node] > 8;
  context.font = `${strong ? 600 : 400} ${strong ? 13 : 12}px system-ui, sans-serif`;
  // Isolates keep a right-to-left name from turning its surroundings around.
  const text = "\u2068" + shorten(nodes.label[node], view.width < 500 ? 20 : sure ? 48 : 30) + "\u2069";
  const half = context.measureText(text).width / 2 + 3;
  const away = sizeOnScreen(node, view.zoom) + 3;
  const tops = [y + away, y - away - 14];
  const free = (edge) => !taken.some((box) => x - half < box[2] && x + half > box[0] && edge - 1 < box[3] && edge + 15 > box[1]);
  const [first, second] = above ? tops.reverse() : tops;
  const top = sure || free(first) ? first : free(second) ? second : null;
  if (top === null) return;
  taken.push([x - half, top - 1, x + half, top + 15]);
  context.strokeStyle = colours.ground;
  context.lineWidth = 3.5;
  context.strokeText(text, x, top);
  context.fillStyle = colours.ink;
  context.fillText(text, x, top);
}
