// Names of nodes in the picture, placed so that none lies over another.

import { nodes } from "./data.js";
import { paintTitle } from "./outlines.js";
import { shorten } from "./strokes.js";

const MOST_LABELS = 350; // names; more cannot be read
const TRIED = 6000; // nodes that a name is tried for, the most important first
const HIGH = 16; // pixels
const CROWD = 420; // nodes; in a picture of fewer, a name also keeps off the other nodes

// Draws the names and gives the boxes that they take: [left, top, right, bottom] in CSS pixels.
export function paintLabels(context, scene, points, view, colours, marked) {
  const taken = [];
  const done = new Set();
  context.lineJoin = "round";
  context.textAlign = "center";
  context.textBaseline = "top";
  const each = (i, strong) => {
    if (i === undefined || done.has(i) || taken.length >= MOST_LABELS) return;
    done.add(i);
    const [x, y] = [points.x[i], points.y[i]];
    if (x < -60 || y < -20 || x > view.width + 60 || y > view.height + 20) return;
    const faint = marked.around && !strong && !marked.around.has(scene.nodes[i]);
    context.globalAlpha = faint ? 0.35 : 1;
    label(context, scene, i, points, view, colours, taken, strong);
  };
  for (const [i] of marked.nodes) each(i, true);
  for (const node of scene.focus) each(scene.place.get(node), true);
  for (const outline of scene.outlines) paintTitle(context, outline, view, colours, (box) => !taken.some((other) => overlap(box, other)) && taken.push(box));
  if (marked.around) for (const node of marked.around) each(scene.place.get(node), false);
  for (let i = 0; i < scene.nodes.length && i < TRIED; i++) each(i, false);
  context.globalAlpha = 1;
  return taken;
}

function label(context, scene, i, points, view, colours, taken, strong) {
  const node = scene.nodes[i];
  const heavy = strong || nodes.degree[node] > 8;
  context.font = `${heavy ? 600 : 400} ${heavy ? 13 : 12}px system-ui, sans-serif`;
  // Isolates keep a right-to-left name from turning its surroundings around.
  const text = "\u2068" + shorten(nodes.label[node], view.width < 500 ? 20 : strong ? 48 : 30) + "\u2069";
  const half = context.measureText(text).width / 2 + 3;
  const boxes = candidates(points.x[i], points.y[i], half, scene.radius[i] * view.shrink + 3, scene.above[i], view.width);
  const box = freeBox(scene.nodes.length > CROWD ? boxes.slice(0, 1) : boxes, taken, scene, points, view, i);
  if (!box) return;
  taken.push(box);
  const [x, top] = [(box[0] + box[2]) / 2, box[1] + 1];
  context.strokeStyle = colours.ground;
  context.lineWidth = 3.5;
  context.strokeText(text, x, top);
  context.fillStyle = colours.ink;
  context.fillText(text, x, top);
}

// Below or above the node, moved in from the edge of the picture, then at its sides; there it must not lie over another node.
function candidates(x, y, half, away, above, width) {
  const at = (centre, top) => [centre - half, top - 1, centre + half, top - 1 + HIGH];
  const near = x < 0 || x > width ? x : Math.max(half, Math.min(width - half, x));
  const [under, over] = [at(near, y + away), at(near, y - away - HIGH + 2)];
  const rest = [at(x + half + away, y - HIGH / 2 + 1), at(x - half - away, y - HIGH / 2 + 1)].filter(([left, , right]) => left >= 0 && right <= width);
  return above ? [over, under, ...rest] : [under, over, ...rest];
}

export const overlap = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];

function freeBox(boxes, taken, scene, points, view, own) {
  const free = boxes.filter((box) => !taken.some((other) => overlap(box, other)));
  if (!free.length || scene.nodes.length > CROWD) return free[0];
  return free.find((box) => !coversNode(box, scene, points, view, own)) ?? free.find((box) => boxes.indexOf(box) < 2);
}

function coversNode([left, top, right, bottom], scene, { x, y }, view, own) {
  for (let i = 0; i < scene.nodes.length; i++) {
    const room = scene.radius[i] * view.shrink;
    if (i !== own && x[i] + room > left && x[i] - room < right && y[i] + room > top && y[i] - room < bottom) return true;
  }
  return false;
}
