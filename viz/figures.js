// Numbers of the documents as figures that can be drawn: how large, for which years, and which of them belong side by side.

import { data, nodes } from "./data.js";
import { groupBy } from "./lists.js";
import { yearsIn } from "./periods.js";

// The ends of what a number says: { low, high }, equal for a single value, Infinity or 0 where an end is open; null for no number.
export function rangeOfFigure({ value, minimum, maximum }) {
  const [single, low, high] = [value, minimum, maximum].map((text) => (text === "" ? NaN : Number(text)));
  if (Number.isFinite(single)) return { low: single, high: single };
  if (!Number.isFinite(low) && !Number.isFinite(high)) return null;
  return { low: Number.isFinite(low) ? low : 0, high: Number.isFinite(high) ? high : Infinity };
}

export function figureOf(row) {
  const table = data.observations;
  return rangeOfFigure({ value: table.value[row], minimum: table.minimum[row], maximum: table.maximum[row] });
}

// How far a scale for some figures must reach, with room beyond one that is open upwards; at least 1.
export const largestOf = (figures) => figures.reduce((most, figure) => (figure ? Math.max(most, Number.isFinite(figure.high) ? figure.high : figure.low * 1.3) : most), 1);

// "2008", "2007–2008", "from 2005", "" where the text says no year.
export function yearsText(period) {
  const years = yearsIn(period);
  if (!years) return "";
  const [from, to] = years;
  if (!Number.isFinite(from)) return `until ${to}`;
  if (!Number.isFinite(to)) return `from ${from}`;
  return from === to ? String(from) : `${from}–${to}`;
}

export const yearsOfFigure = (row) => yearsText(data.observations.period[row]);
export const areaName = (node) => (node < 0 ? "" : nodes.label[node]);

// The broadest indicator above one, by its number.
export function topOf(indicator) {
  const above = data.indicators.broader;
  const seen = new Set();
  while (above[indicator] >= 0 && !seen.has(indicator)) {
    seen.add(indicator);
    indicator = above[indicator];
  }
  return indicator;
}

// Figures of one indicator, country and unit stand on one scale: { indicator, area, unit, rows }, the most figures first.
export function scalesOf(rows) {
  const table = data.observations;
  const groups = [...groupBy(rows, (row) => JSON.stringify([table.indicator[row], table.area[row], table.unit[row]])).values()];
  return groups
    .map((members) => ({ indicator: table.indicator[members[0]], area: table.area[members[0]], unit: table.unit[members[0]], rows: inOrder(members) }))
    .sort((a, b) => b.rows.length - a.rows.length || a.indicator - b.indicator || a.area - b.area);
}

// Later years first, those without a year last; figures that differ beside each other; the larger before the smaller.
export function inOrder(rows) {
  const size = (row) => figureOf(row)?.high ?? -1;
  const year = (row) => yearsIn(data.observations.period[row])?.[1] ?? -1;
  const sorted = [...rows].sort((a, b) => year(b) - year(a) || size(b) - size(a) || a - b);
  const placed = new Set();
  for (const row of sorted) {
    placed.add(row);
    for (const other of sorted) if (data.observations.against[row].includes(other)) placed.add(other);
  }
  return [...placed];
}
