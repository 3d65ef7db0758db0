// One line of a small picture: its curve, dash, arrows, relation, and the sign at its middle.

import { nodes } from "./data.js";
import { DASHES } from "./looks.js";
import { relationLabel } from "./neighbours.js";

const WORDED = 70; // lines; in a picture with fewer, each line says its relation

// Where a line runs on the screen: its ends, the point that bends it, and its middle.
export function courseOf({ a, b, bend }, { x, y }, zoom) {
  const [x1, y1, x2, y2] = [x[a], y[a], x[b], y[b]];
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const aside = bend * Math.min(1, Math.max(0.3, zoom)) * Math.min(1, length / 80);
  const [nx, ny] = [-(y2 - y1) / length, (x2 - x1) / length];
  const [mx, my] = [(x1 + x2) / 2, (y1 + y2) / 2];
  return { x1, y1, x2, y2, length, nx, ny, cx: mx + nx * aside * 2, cy: my + ny * aside * 2, mx: mx + nx * aside, my: my + ny * aside, bent: aside !== 0 };
}

// A point of the course, `t` from 0 at its first end to 1 at its second.
export function along({ x1, y1, x2, y2, cx, cy }, t) {
  const u = 1 - t;
  return [u * u * x1 + 2 * u * t * cx + t * t * x2, u * u * y1 + 2 * u * t * cy + t * t * y2];
}

// `words` holds the places of the words written so far; none lies over another.
export function paintLine(context, line, points, view, colours, scene, { wider = 0, words = [] } = {}) {
  const { a, b, items, look } = line;
  const zoomed = Math.min(1, Math.max(0.35, view.zoom));
  const width = (look.flow ? 2 : 1.2) * zoomed + Math.min(2, Math.log2(items.length) * 0.6) * zoomed + wider;
  const colour = look.disputed ? colours.line.negated : look.flow ? colours.flow : colours.line[look.status];
  context.strokeStyle = context.fillStyle = colour;
  context.lineWidth = width;
  context.setLineDash(DASHES[look.status].map((part) => part * zoomed));
  const course = courseOf(line, points, view.zoom);
  if (look.disputed) for (const side of [-2, 2]) curve(context, course, side);
  else curve(context, course, 0);
  context.setLineDash([]);
  if (course.length < 40) return;
  const [first, second] = [scene.nodes[a], scene.nodes[b]];
  const room = (i) => scene.radius[i] * view.shrink + 2;
  if (items.some((item) => item.from === first)) arrow(context, course.cx, course.cy, course.x2, course.y2, room(b), 6 + width);
  if (items.some((item) => item.from === second)) arrow(context, course.cx, course.cy, course.x1, course.y1, room(a), 6 + width);
  if (course.length < 64 || view.zoom < 0.45) return;
  if (look.flow) chevrons(context, course, items[0].from === first);
  const angle = Math.atan2(course.y2 - course.y1, course.x2 - course.x1);
  // A marked line is drawn over its plain self, which bears the word already where the picture is small.
  const worded = wider > 0 === scene.lines.length > WORDED && course.length > 110;
  const signed = look.disputed || items.length > 1 || look.status === "negated" || look.status === "denied";
  if (signed) words.push([course.mx, course.my]);
  // Nearer to the end with fewer neighbours, where lines have parted.
  const near = nodes.degree[first] > nodes.degree[second] ? 0.6 : 0.4;
  if (worded && context.globalAlpha > 0.4) word(context, line, course, near, angle, colour, colours.ground, words);
  const { mx, my } = course;
  if (look.disputed) badge(context, mx, my, "≠", colour, colours.ground);
  else if (look.status === "negated" || look.status === "denied") cross(context, mx, my, angle, 5);
  else if (items.length > 1) badge(context, mx, my, String(items.length), colour, colours.ground);
}

function curve(context, { x1, y1, x2, y2, cx, cy, nx, ny, bent }, side) {
  context.beginPath();
  context.moveTo(x1 + nx * side, y1 + ny * side);
  if (bent) context.quadraticCurveTo(cx + nx * side, cy + ny * side, x2 + nx * side, y2 + ny * side);
  else context.lineTo(x2 + nx * side, y2 + ny * side);
  context.stroke();
}

// The relation, written along the line where there is room; of several the first and how many more.
function word(context, { items }, course, near, angle, colour, ground, words) {
  const relations = [...new Set(items.map(relationLabel))];
  const text = shorten(relations[0], 24) + (relations.length > 1 ? ` +${relations.length - 1}` : "");
  context.font = "11px system-ui, sans-serif";
  const reach = context.measureText(text).width / 2;
  const turn = angle > Math.PI / 2 || angle <= -Math.PI / 2 ? angle + Math.PI : angle;
  const spots = ([x, y]) => [-1, -0.5, 0, 0.5, 1].map((part) => [x + Math.cos(turn) * reach * part + Math.sin(turn) * 8, y + Math.sin(turn) * reach * part - Math.cos(turn) * 8]);
  const free = (at) => spots(at).every(([x, y]) => words.every(([ox, oy]) => Math.abs(x - ox) > 13 || Math.abs(y - oy) > 13));
  const at = [near, 1 - near, 0.5, near < 0.5 ? 0.28 : 0.72].map((t) => along(course, t)).find(free);
  if (!at) return;
  words.push(...spots(at));
  context.save();
  context.translate(...at);
  context.rotate(turn);
  context.textAlign = "center";
  context.textBaseline = "bottom";
  context.lineWidth = 3;
  context.strokeStyle = ground;
  context.strokeText(text, 0, -2);
  context.fillStyle = colour;
  context.fillText(text, 0, -2);
  context.restore();
}

function arrow(context, fromX, fromY, x, y, room, size) {
  const length = Math.hypot(x - fromX, y - fromY) || 1;
  const [ux, uy] = [(x - fromX) / length, (y - fromY) / length];
  const [tipX, tipY] = [x - ux * room, y - uy * room];
  context.beginPath();
  context.moveTo(tipX, tipY);
  context.lineTo(tipX - ux * size - uy * size * 0.45, tipY - uy * size + ux * size * 0.45);
  context.lineTo(tipX - ux * size + uy * size * 0.45, tipY - uy * size - ux * size * 0.45);
  context.fill();
}

// Two open arrows on the way: a movement of people, also where colours cannot be told apart.
function chevrons(context, course, forward) {
  context.lineWidth = 1.6;
  for (const t of forward ? [0.24, 0.29] : [0.76, 0.71]) {
    const [x, y] = along(course, t);
    const [bx, by] = along(course, forward ? t - 0.05 : t + 0.05);
    const length = Math.hypot(x - bx, y - by) || 1;
    const [ux, uy] = [((x - bx) / length) * 6, ((y - by) / length) * 6];
    context.beginPath();
    context.moveTo(x - ux - uy, y - uy + ux);
    context.lineTo(x, y);
    context.lineTo(x - ux + uy, y - uy - ux);
    context.stroke();
  }
}

function cross(context, x, y, angle, size) {
  context.lineWidth = 2;
  context.beginPath();
  for (const turn of [Math.PI / 4, -Math.PI / 4]) {
    const [dx, dy] = [Math.cos(angle + turn) * size * 1.1, Math.sin(angle + turn) * size * 1.1];
    context.moveTo(x - dx, y - dy);
    context.lineTo(x + dx, y + dy);
  }
  context.stroke();
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

export const shorten = (text, most = 32) => {
  const letters = [...text];
  return letters.length <= most ? text : letters.slice(0, most - 1).join("").trimEnd() + "…";
};
