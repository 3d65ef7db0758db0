// Small charts of figures, drawn with SVG: a bar for one figure, and dots over the years.

import { largestOf } from "./figures.js";
import { svgElement } from "./svg.js";

const WIDTH = 100;
const BAR = 10;
const MARKS = [
  (x, y, r) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`,
  (x, y, r) => `M${x - r} ${y - r}h${2 * r}v${2 * r}h${-2 * r}z`,
  (x, y, r) => `M${x} ${y - r * 1.35}l${r * 1.35} ${r * 1.35}l${-r * 1.35} ${r * 1.35}l${-r * 1.35} ${-r * 1.35}z`,
  (x, y, r) => `M${x} ${y - r * 1.2}l${r * 1.2} ${r * 2.2}h${-r * 2.4}z`,
];

// The sign of a source: four shapes, filled and then hollow.
function sourceMark(number, x, y, r = 4) {
  const hollow = Math.floor(number / MARKS.length) % 2 === 1;
  return svgElement("path", { d: MARKS[number % MARKS.length](x, y, r), class: hollow ? "mark-of hollow" : "mark-of" });
}

export const sourceSign = (number) => svgElement("svg", { viewBox: "0 0 14 14", class: "source-sign", "aria-hidden": "true" }, sourceMark(number, 7, 7, 4.5));

// One figure on a scale from 0 to most: a bar to a value, a band between two ends that fades where an end is open.
export function figureBar(figure, most, status) {
  const svg = svgElement("svg", { viewBox: `0 0 ${WIDTH} ${BAR}`, preserveAspectRatio: "none", class: `figure-bar ${status}`, "aria-hidden": "true" });
  svg.append(svgElement("line", { x1: 0, x2: WIDTH, y1: BAR / 2, y2: BAR / 2, class: "track" }));
  if (!figure) return svg;
  const at = (value) => (Math.min(most, value) / most) * WIDTH;
  const { low, high } = figure;
  if (low === high) svg.append(svgElement("rect", { x: 0, y: 1.5, width: high && Math.max(0.8, at(high)), height: BAR - 3, class: "value" }));
  else {
    const end = Number.isFinite(high) ? at(high) : WIDTH;
    svg.append(svgElement("rect", { x: at(low), y: 1.5, width: Math.max(0.8, end - at(low)), height: BAR - 3, class: Number.isFinite(high) && low > 0 ? "range" : "range open" }));
    for (const x of [low > 0 ? at(low) : null, Number.isFinite(high) ? end : null]) if (x !== null) svg.append(svgElement("line", { x1: x, x2: x, y1: 0, y2: BAR, class: "end" }));
  }
  return svg;
}

const BOX = { left: 34, right: 10, top: 8, bottom: 18, width: 320, height: 116 };

// points: [{ years: [first, last], figure, source, differs }]. Dots at single values, upright bars for ranges.
export function yearPlot(points, words) {
  const years = [...new Set(points.flatMap((point) => point.years))].filter(Number.isFinite);
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const most = niceTop(largestOf(points.map(({ figure }) => figure)));
  const x = (year) => BOX.left + 12 + ((year - first) / Math.max(1, last - first)) * (BOX.width - BOX.left - BOX.right - 24);
  const y = (value) => BOX.height - BOX.bottom - (Math.min(most, value) / most) * (BOX.height - BOX.top - BOX.bottom);
  const rule = (value) => [
    svgElement("line", { x1: BOX.left, x2: BOX.width - BOX.right, y1: y(value), y2: y(value), class: "track" }),
    svgElement("text", { x: BOX.left - 5, y: y(value) + 4, "text-anchor": "end" }, shortNumber(value)),
  ];
  const step = Math.ceil((last - first + 1) / 8);
  const marks = Array.from({ length: last - first + 1 }, (_, i) => first + i).filter((year) => (year - first) % step === 0);
  const spread = new Map();
  const drawn = points.map(({ years: [from, to], figure, source, differs }) => {
    const year = Number.isFinite(to) ? to : from;
    const key = `${year} ${figure.low} ${figure.high}`;
    const beside = spread.get(key) ?? 0;
    spread.set(key, beside + 1);
    const at = x(year) + Math.min(beside, 3) * 7;
    const [top, bottom] = [y(Number.isFinite(figure.high) ? figure.high : most), y(figure.low)];
    return svgElement("g", { class: differs ? "differs" : null }, top === bottom ? null : svgElement("line", { x1: at, x2: at, y1: top, y2: bottom, class: "band" }), sourceMark(source, at, (top + bottom) / 2));
  });
  return svgElement("svg", { viewBox: `0 0 ${BOX.width} ${BOX.height}`, class: "year-plot", role: "img", "aria-label": words },
    rule(0), rule(most), marks.map((year) => svgElement("text", { x: x(year), y: BOX.height - 4, "text-anchor": "middle" }, String(year))), drawn);
}

// The next of 1, 2, 5, 10, 20, 50 … that a value does not exceed.
export function niceTop(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((factor) => factor * power).find((top) => top >= value * 0.999999);
}

export const shortNumber = (value) =>
  value >= 1e6 ? `${+(value / 1e6).toPrecision(2)}m` : value >= 1e4 ? `${+(value / 1e3).toPrecision(2)}k` : String(value);
