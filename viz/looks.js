// Shapes and colours of node families, dashes of statuses: never told apart by colour alone.

import { data, families } from "./data.js";
import { element } from "./dom.js";
import { svgElement } from "./svg.js";

export const DASHES = { stated: [], fact: [1, 3], believed: [10, 3, 2, 3], alleged: [7, 5], planned: [10, 3, 2, 3, 2, 3], negated: [], denied: [7, 5] };

export function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

export const familyColour = (family) => families[family][isDark() ? "dark" : "light"];

const corners = (count, turn, stretch = 1) =>
  Array.from({ length: count }, (_, i) => {
    const angle = (i / count) * 2 * Math.PI + turn;
    return [Math.cos(angle) * stretch, Math.sin(angle) * stretch];
  });
const OUTLINES = {
  square: [[-0.88, -0.88], [0.88, -0.88], [0.88, 0.88], [-0.88, 0.88]],
  hexagon: corners(6, 0, 1.08),
  diamond: corners(4, 0, 1.22),
  triangle: corners(3, -Math.PI / 2, 1.25),
  page: [[-0.78, -1], [0.3, -1], [0.78, -0.5], [0.78, 1], [-0.78, 1]],
  flag: [[-1, -0.7], [1, -0.7], [0.55, 0], [1, 0.7], [-1, 0.7]],
  pin: [[0, 1.2], [-0.85, -0.1], [-0.6, -0.8], [0, -1.05], [0.6, -0.8], [0.85, -0.1]],
  person: [[-0.45, -1.1], [0.45, -1.1], [0.45, -0.25], [1, 0.2], [1, 1], [-1, 1], [-1, 0.2], [-0.45, -0.25]],
};

// Adds the outline of a shape to a path of the canvas.
export function trace(path, shape, x, y, radius) {
  const outline = OUTLINES[shape];
  if (!outline) {
    path.moveTo(x + radius, y);
    path.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  outline.forEach(([dx, dy], i) => (i ? path.lineTo(x + dx * radius, y + dy * radius) : path.moveTo(x + dx * radius, y + dy * radius)));
  path.closePath();
}

export function glyph(family) {
  const { shape, name } = families[family];
  const svg = svgElement("svg", { viewBox: "-1.4 -1.4 2.8 2.8", class: `glyph family-${family}`, role: "img", "aria-label": name });
  const outline = OUTLINES[shape];
  svg.append(
    outline
      ? svgElement("polygon", { points: outline.map((point) => point.map((c) => c.toFixed(2)).join(",")).join(" ") })
      : svgElement("circle", { r: shape === "ring" ? 0.8 : 1, class: shape === "ring" ? "ring" : "" }),
  );
  svg.style.color = familyColour(family);
  return svg;
}

export function lineSample(status) {
  const svg = svgElement("svg", { viewBox: "0 0 36 10", class: `sample ${status}`, "aria-hidden": "true" });
  svg.append(svgElement("line", { x1: 1, y1: 5, x2: 35, y2: 5, "stroke-dasharray": DASHES[status].join(" ") }));
  if (status === "negated" || status === "denied") svg.append(svgElement("path", { d: "M15 1 L21 9 M21 1 L15 9", class: "cross" }));
  return svg;
}

export function recolourGlyphs() {
  families.forEach((_, family) => {
    for (const svg of document.querySelectorAll(`.family-${family}`)) svg.style.color = familyColour(family);
  });
}

// ---- forms of exploitation: a colour and two letters each, told apart without the colour

const forms = new Map(data.looks.forms.map((form) => [form.name.toLowerCase(), form]));
const UNNAMED = data.looks.forms.at(-1);
export const lookOfForm = (label) => forms.get(label.toLowerCase()) ?? UNNAMED;

// The colour follows the theme by itself: the style sheet sets the colour scheme.
export function colourByForm(made, label) {
  const { light, dark } = lookOfForm(label);
  made.style.setProperty("--form", `light-dark(${light}, ${dark})`);
  return made;
}

export function formBadge(label) {
  const badge = svgElement("svg", { viewBox: "0 0 26 16", class: "form-badge", "aria-hidden": "true" },
    svgElement("rect", { x: 1, y: 1, width: 24, height: 14, rx: 7 }),
    svgElement("text", { x: 13, y: 12, "text-anchor": "middle" }, lookOfForm(label).letters));
  return colourByForm(badge, label);
}

export const chip = (status, word) => element("span", { class: `chip ${status}` }, lineSample(status), word);
