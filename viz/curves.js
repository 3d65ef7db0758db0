// The geometry of the map's lines, in pixels of the screen: pure functions of numbers.

const GAP = 7; // pixels between the end of a line and the middle of a place
const LANE = 13; // pixels between lines of the same two places
const STUB = 46; // pixels of a line whose other end is not said

// Pixels: the area of a line follows its count, on a scale that reaches at least to 50.
export const widthOf = (count, most) => 1.2 + 6.8 * Math.sqrt(count / Math.max(50, most));

// A line from a to b bent to its left, so that the way back does not cover it: { path, head, at(t) }.
export function arc(a, b, lane, width) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = Math.hypot(dx, dy) || 1;
  const bend = Math.min(0.2 * length, 90) + lane * LANE;
  const middle = { x: (a.x + b.x) / 2 + (dy / length) * bend, y: (a.y + b.y) / 2 - (dx / length) * bend };
  const start = towards(a, middle, GAP);
  const tip = towards(b, middle, GAP);
  return curve(start, middle, middle, tip, width);
}

// A loop above a place, for what stays within it.
export function loop(a, lane, width) {
  const turn = lane * 0.75;
  const reach = 46 + 4 * Math.abs(lane);
  const out = (angle, distance) => ({ x: a.x + Math.cos(angle) * distance, y: a.y + Math.sin(angle) * distance });
  const [left, right] = [-Math.PI / 2 - 0.55 + turn, -Math.PI / 2 + 0.55 + turn];
  return curve(out(left, GAP), out(left - 0.15, reach), out(right + 0.15, reach), out(right, GAP), width);
}

// A short line into a place (its origin not said) or out of it (its destination not said).
export function stub(a, lane, width, inward) {
  const angle = (inward ? Math.PI * 0.86 : Math.PI * 0.14) + lane * 0.32 * (inward ? -1 : 1);
  const point = (distance) => ({ x: a.x + Math.cos(angle) * distance, y: a.y + Math.sin(angle) * distance });
  const [far, near] = [point(STUB), point(GAP)];
  const middle = point((STUB + GAP) / 2);
  return inward ? curve(far, middle, middle, near, width) : curve(near, middle, middle, far, width);
}

function towards(from, to, distance) {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return { x: from.x + ((to.x - from.x) / length) * distance, y: from.y + ((to.y - from.y) / length) * distance };
}

// A cubic curve that stops where its arrow head begins.
function curve(start, first, second, tip, width) {
  const size = 5 + width * 1.5;
  const back = towards(tip, second, size);
  const head = [tip, aside(back, tip, size * 0.55), aside(back, tip, -size * 0.55)];
  const end = towards(tip, second, size * 0.8);
  const at = (t) => {
    const u = 1 - t;
    const mix = (axis) => u ** 3 * start[axis] + 3 * u * u * t * first[axis] + 3 * u * t * t * second[axis] + t ** 3 * end[axis];
    return { x: mix("x"), y: mix("y") };
  };
  const write = ({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`;
  return { path: `M${write(start)}C${write(first)} ${write(second)} ${write(end)}`, head: head.map(write).join(" "), at };
}

function aside(point, tip, distance) {
  const [dx, dy] = [tip.x - point.x, tip.y - point.y];
  const length = Math.hypot(dx, dy) || 1;
  return { x: point.x - (dy / length) * distance, y: point.y + (dx / length) * distance };
}

// Lanes 0, 1, -1, 2, -2 … for the lines of one pair of places, in their order. A loop or stub shares its lanes with its kind.
export function lanesOf(lines) {
  const used = new Map();
  return lines.map(({ from, to }) => {
    const pair = `${from?.key ?? ""}>${to?.key ?? ""}`;
    const count = used.get(pair) ?? 0;
    used.set(pair, count + 1);
    return count % 2 ? (count + 1) / 2 : -count / 2;
  });
}

// Boxes { x, y, width, height } that keep clear of each other: the first candidate of each that meets none, else null.
export function placeBoxes(candidates, taken = []) {
  const boxes = [...taken];
  return candidates.map((options) => {
    const free = options.find((box) => !boxes.some((other) => meets(box, other)));
    if (free) boxes.push(free);
    return free ?? null;
  });
}

const meets = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
