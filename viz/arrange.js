// A small picture arranged in the browser: linked nodes near each other, names not over each other.
// Depends on its input alone, so that the same address always gives the same picture.

const STEPS = 240;
const NEAR = 130;
const ROW = 42;
const WIDER = 1.35; // screens are wider than high, and so are names
const MOST_CLEARED = 160; // nodes; in a larger picture lines cross nodes anyway
const OFF = 16; // pixels between a node and a line that only passes by

// Moves x and y in place. `drawn` holds lines with ends a and b; `widths` are label widths in pixels.
export function arrange(x, y, drawn, widths, focus) {
  const count = x.length;
  if (count < 2) {
    x.fill(0);
    y.fill(0);
    return;
  }
  start(x, y, focus);
  const degree = new Float64Array(count);
  for (const { a, b } of drawn) (degree[a]++, degree[b]++);
  const pinned = focus.length === 1 ? focus[0] : -1;
  for (let step = 0; step < STEPS; step++) {
    relax(x, y, drawn, degree, pinned, NEAR * (1 - step / STEPS) * 0.35 + 1);
  }
  for (let i = 0; i < count; i++) x[i] *= WIDER;
  for (let pass = 0; pass < 20; pass++) {
    const crowded = separate(x, y, widths, pinned);
    if (!(count <= MOST_CLEARED && leaveLines(x, y, drawn, pinned)) && !crowded) break;
  }
  for (let pass = 0; pass < 60 && separate(x, y, widths, pinned); pass++);
}

function start(x, y, focus) {
  const centre = focus.length ? focus[0] : 0;
  const [cx, cy] = [x[centre], y[centre]];
  for (let i = 0; i < x.length; i++) {
    // A sunflower spread added to the direction from Python's layout keeps equal places apart.
    const angle = Math.atan2(y[i] - cy, x[i] - cx) + i * 0.02;
    const far = i === centre ? 0 : NEAR * (0.8 + 0.5 * Math.sqrt(i));
    x[i] = Math.cos(angle) * far;
    y[i] = Math.sin(angle) * far;
  }
}

function relax(x, y, drawn, degree, pinned, limit) {
  const count = x.length;
  const gravity = pinned < 0 ? 0.09 : 0.03; // without a centre, parts that are not linked would drift away
  const fx = new Float64Array(count);
  const fy = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    for (let j = i + 1; j < count; j++) {
      const dx = x[i] - x[j];
      const dy = (y[i] - y[j]) * 1.5; // names are wide, so rows may be closer than columns
      const push = (NEAR * NEAR * 0.5) / (dx * dx + dy * dy + 25);
      fx[i] += dx * push;
      fx[j] -= dx * push;
      fy[i] += dy * push;
      fy[j] -= dy * push;
    }
  }
  for (const { a, b } of drawn) {
    const dx = x[b] - x[a];
    const dy = y[b] - y[a];
    const length = Math.sqrt(dx * dx + dy * dy) + 0.1;
    const pull = ((length - NEAR) / length) * (0.9 / Math.sqrt(Math.min(degree[a], degree[b]) || 1));
    fx[a] += dx * pull;
    fy[a] += dy * pull;
    fx[b] -= dx * pull;
    fy[b] -= dy * pull;
  }
  for (let i = 0; i < count; i++) {
    if (i === pinned) continue;
    fx[i] -= x[i] * gravity;
    fy[i] -= y[i] * gravity * 1.6;
    const length = Math.sqrt(fx[i] * fx[i] + fy[i] * fy[i]) + 1e-9;
    const step = Math.min(length * 0.5, limit) / length;
    x[i] += fx[i] * step;
    y[i] += fy[i] * step;
  }
}

function separate(x, y, widths, pinned) {
  let moved = false;
  for (let i = 0; i < x.length; i++) {
    for (let j = i + 1; j < x.length; j++) {
      const wide = (widths[i] + widths[j]) / 2 - Math.abs(x[i] - x[j]);
      const high = ROW - Math.abs(y[i] - y[j]);
      if (wide <= 0 || high <= 0) continue;
      moved = true;
      const sideways = wide < high;
      const [axis, over] = sideways ? [x, wide] : [y, high];
      const sign = axis[i] < axis[j] || (axis[i] === axis[j] && i < j) ? -1 : 1;
      const share = i === pinned || j === pinned ? 1 : 0.5;
      if (i !== pinned) axis[i] += sign * over * share * 0.55;
      if (j !== pinned) axis[j] -= sign * over * share * 0.55;
    }
  }
  return moved;
}

// A node on a line between two others looks like one of its ends: it steps aside.
function leaveLines(x, y, drawn, pinned) {
  let moved = false;
  for (const { a, b } of drawn) {
    const [dx, dy] = [x[b] - x[a], y[b] - y[a]];
    const length = Math.sqrt(dx * dx + dy * dy) + 0.1;
    for (let i = 0; i < x.length; i++) {
      if (i === a || i === b || i === pinned) continue;
      const along = ((x[i] - x[a]) * dx + (y[i] - y[a]) * dy) / length;
      if (along < 0 || along > length) continue;
      const aside = ((x[i] - x[a]) * -dy + (y[i] - y[a]) * dx) / length;
      if (Math.abs(aside) >= OFF) continue;
      moved = true;
      const step = (OFF - Math.abs(aside)) * (aside < 0 ? -1 : 1);
      x[i] += (-dy / length) * step;
      y[i] += (dx / length) * step;
    }
  }
  return moved;
}
