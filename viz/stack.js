// Where marks stand on a line of time without covering each other: pure functions of numbers.

// items: [{ from, to }] in years. view: { from, to, width } in years and pixels. Each item becomes a mark of `size` pixels, or a bar
// when it lasts longer than a year. A mark of a whole year may stand anywhere within it; a shorter one stands where it belongs.
// Returns { marks: [{ item, x, width, row }], more: [{ from, to, items }], rows }: `more` are those beyond `most` rows, by year.
export function stackMarks(items, view, size, most) {
  const scale = view.width / (view.to - view.from);
  const slots = Math.max(1, Math.floor(view.width / size));
  const height = new Array(slots).fill(0);
  const more = new Map();
  const marks = [];
  const seen = items
    .map((item) => ({ item, left: (item.from - view.from) * scale, right: (item.to - view.from) * scale }))
    .filter(({ left, right }) => right > 0 && left < view.width);
  const long = seen.filter(({ item }) => item.to - item.from > 1.001);
  const rest = seen.filter(({ item }) => item.to - item.from <= 1.001);
  rest.sort((a, b) => (a.item.to - a.item.from) - (b.item.to - b.item.from) || a.left - b.left);
  const clamp = (slot) => Math.min(slots - 1, Math.max(0, slot));

  function put(entry, first, last, row, wide) {
    if (row >= most) {
      const year = Math.floor(Math.max(entry.item.from, view.from));
      if (!more.has(year)) more.set(year, { from: year, to: year + 1, items: [] });
      more.get(year).items.push(entry.item);
      return;
    }
    for (let slot = first; slot <= last; slot++) height[slot] = row + 1;
    const [left, right] = [Math.max(0, entry.left), Math.min(view.width, entry.right)];
    marks.push(wide ? { item: entry.item, x: left, width: Math.max(size, right - left), row } : { item: entry.item, x: first * size, width: size, row });
  }

  for (const entry of long.sort((a, b) => a.left - b.left)) {
    const [first, last] = [clamp(Math.floor(entry.left / size)), clamp(Math.ceil(entry.right / size) - 1)];
    put(entry, first, last, Math.max(...height.slice(first, last + 1)), true);
  }
  for (const entry of rest) {
    const middle = clamp(Math.floor((entry.left + entry.right) / 2 / size));
    const [first, last] = [clamp(Math.ceil(entry.left / size)), clamp(Math.floor(entry.right / size) - 1)];
    const slot = last > first ? lowest(height, first, last) : middle;
    put(entry, slot, slot, height[slot], false);
  }
  return { marks: marks.sort((a, b) => a.x - b.x || a.row - b.row), more: [...more.values()], rows: Math.max(0, ...height) };
}

function lowest(height, first, last) {
  let best = first;
  for (let slot = first + 1; slot <= last; slot++) if (height[slot] < height[best]) best = slot;
  return best;
}

// Ticks of an axis: years, and months when a year is wide enough: [{ at, text, year }].
export function ticksOf({ from, to, width }) {
  const each = width / (to - from);
  const step = [1, 2, 5, 10, 20, 50, 100].find((years) => years * each >= 44) ?? 200;
  const ticks = [];
  for (let year = Math.ceil(from / step) * step; year <= to; year += step) ticks.push({ at: year, text: String(year), year });
  if (each < 420) return ticks;
  const names = ["", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  for (let year = Math.floor(from); year <= to; year++) {
    names.forEach((text, month) => month && ticks.push({ at: year + month / 12, text }));
  }
  return ticks.filter(({ at }) => at >= from && at <= to).sort((a, b) => a.at - b.at);
}
