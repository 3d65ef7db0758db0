// Groups of names that belong together, outlined in the picture and named after their most important members.

import { nodes } from "./data.js";
import { shorten } from "./strokes.js";

export const LEAST_MEMBERS = 3; // members in the picture; fewer are no group to outline
const MOST_OUTLINES = 14; // outlines; more would cover each other
const ROOM_AROUND = 26; // pixels at zoom 1 between the members and their outline
const TINTS = ["#2f5fd0", "#2b8a3e", "#c2410c", "#a61e8a", "#0b7285", "#8a5a14"];
const DASHED = [[], [8, 4], [2, 4], [12, 4, 2, 4]]; // groups of one tint still differ

// [{ number, name, corners: [[x, y]] }] in world places, largest group first.
export function outlinesOf(shown, x, y) {
  const groups = new Map();
  shown.forEach((node, i) => {
    const number = nodes.community[node];
    if (number < 0) return;
    if (!groups.has(number)) groups.set(number, []);
    groups.get(number).push(i);
  });
  return [...groups]
    .filter(([, members]) => members.length >= LEAST_MEMBERS)
    .sort((a, b) => b[1].length - a[1].length || a[0] - b[0])
    .slice(0, MOST_OUTLINES)
    .map(([number, members]) => ({ number, name: nameOf(members.map((i) => shown[i])), corners: hull(members.map((i) => [x[i], y[i]])) }));
}

// Nodes come most important first.
const nameOf = (members) => [...members].sort((a, b) => a - b).slice(0, 2).map((node) => nodes.label[node]).join(" · ");

// The corners of the smallest convex shape around points (Andrew's monotone chain).
export function hull(points) {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const turn = (o, a, b) => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
  const half = (list) => {
    const kept = [];
    for (const point of list) {
      while (kept.length > 1 && turn(kept.at(-2), kept.at(-1), point) <= 0) kept.pop();
      kept.push(point);
    }
    return kept.slice(0, -1);
  };
  return sorted.length < 2 ? sorted : [...half(sorted), ...half(sorted.reverse())];
}

const onScreen = (corners, view) => corners.map(([x, y]) => [(x - view.x) * view.zoom + view.width / 2, (y - view.y) * view.zoom + view.height / 2]);
const tintOf = (number) => TINTS[number % TINTS.length];
const roomAt = (zoom) => ROOM_AROUND * Math.min(1, Math.max(0.25, zoom));

export function paintOutlines(context, outlines, view, colours) {
  context.lineJoin = "round";
  for (const { number, corners } of outlines) {
    context.beginPath();
    onScreen(corners, view).forEach(([x, y], i) => (i ? context.lineTo(x, y) : context.moveTo(x, y)));
    context.closePath();
    // A wide line in the tint makes room around the members; the fill and the dashed edge lie within.
    context.globalAlpha = colours.dark ? 0.16 : 0.09;
    context.fillStyle = context.strokeStyle = tintOf(number);
    context.lineWidth = 2 * roomAt(view.zoom);
    context.stroke();
    context.fill();
    context.globalAlpha = 0.75;
    context.lineWidth = 1.2;
    context.setLineDash(DASHED[Math.floor(number / TINTS.length) % DASHED.length]);
    context.stroke();
    context.setLineDash([]);
  }
  context.globalAlpha = 1;
}

// The name of a group above or below its outline, where a box of its own is free. `room(box)` tells whether it is, and takes it.
export function paintTitle(context, { number, name, corners }, view, colours, room) {
  const text = `\u2068${shorten(name, view.width < 500 ? 22 : 44)}\u2069`;
  context.font = "italic 600 12px system-ui, sans-serif";
  const half = context.measureText(text).width / 2 + 3;
  const places = onScreen(corners, view).sort((a, b) => a[1] - b[1]);
  const [top, bottom] = [places[0], places.at(-1)];
  const boxAt = ([x], y) => [x - half, y - 8, x + half, y + 8];
  const box = [boxAt(top, top[1] - roomAt(view.zoom) - 9), boxAt(bottom, bottom[1] + roomAt(view.zoom) + 9)].find(room);
  if (!box) return;
  const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
  context.textBaseline = "middle";
  context.lineWidth = 3.5;
  context.strokeStyle = colours.ground;
  context.strokeText(text, x, y);
  context.fillStyle = colours.dark ? colours.ink : tintOf(number);
  context.fillText(text, x, y);
  context.textBaseline = "top";
}
