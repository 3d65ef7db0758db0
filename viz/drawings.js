// The picture in sight, as a file: the canvas of the network, or the largest drawing of the view.

import { data } from "./data.js";
import { byId, plural } from "./dom.js";
import { fileName, save } from "./download.js";
import { markingsOfAll } from "./markings.js";
import { svgElement } from "./svg.js";
import { svgContext } from "./svgcontext.js";

const SHARP = 2; // pixels of the file for one of the screen
const LOOKS = ["fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "opacity", "font-family", "font-size", "font-weight", "text-anchor", "dominant-baseline", "visibility", "paint-order"];

const canvasInSight = () => (byId("picture").hidden ? null : byId("canvas"));

// The largest SVG of the view that is no sign in a line of text.
function svgInSight() {
  const size = (svg) => svg.getBoundingClientRect().width * svg.getBoundingClientRect().height;
  const drawings = [...byId("stage").querySelectorAll("svg")].filter((svg) => size(svg) > 10_000);
  return byId("stage").hidden ? null : (drawings.sort((a, b) => size(b) - size(a))[0] ?? null);
}

export const drawingInSight = () => canvasInSight() ?? svgInSight();

const groundColour = () => getComputedStyle(document.body).backgroundColor;
const inkColour = () => getComputedStyle(document.body).color;

// A picture is passed on without the page around it, so the markings of the documents stand in a strip below it.
const STRIP = { height: 24, left: 8, line: 16, size: 12 }; // pixels; the words stand on the line
const stripHeight = () => (markingsOfAll() ? STRIP.height : 0);

function paintStrip(context, { width, height }, scale = 1) {
  if (!stripHeight()) return;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  Object.assign(context, { globalAlpha: 1, font: `600 ${STRIP.size}px system-ui, sans-serif`, textAlign: "left", textBaseline: "alphabetic", fillStyle: groundColour() });
  context.fillRect(0, height, width, STRIP.height);
  context.fillStyle = inkColour();
  context.fillText(markingsOfAll(), STRIP.left, height + STRIP.line);
}

export function savePng(what) {
  const [canvas, svg] = [canvasInSight(), svgInSight()];
  const made = document.createElement("canvas");
  const context = made.getContext("2d");
  const box = (canvas ?? svg).getBoundingClientRect();
  const [width, height] = canvas ? [canvas.width, canvas.height] : [Math.round(box.width * SHARP), Math.round(box.height * SHARP)];
  const scale = width / box.width;
  [made.width, made.height] = [width, height + Math.round(stripHeight() * scale)];
  context.fillStyle = groundColour();
  context.fillRect(0, 0, made.width, made.height);
  if (canvas) context.drawImage(canvas, 0, 0);
  else paintSvg(svg, context, scale);
  paintStrip(context, box, scale);
  return new Promise((done) => made.toBlob((blob) => (save(blob, fileName(what, "png")), done()), "image/png"));
}

export function saveSvg(what) {
  const canvas = canvasInSight();
  save(canvas ? networkSvg(canvas) : styledSvg(svgInSight()), fileName(what, "svg"), "image/svg+xml;charset=utf-8");
}

function networkSvg(canvas) {
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  const { context, finish } = svgContext(width, height + stripHeight(), groundColour(), document.createElement("canvas").getContext("2d"));
  canvas.picture.drawOn(context);
  paintStrip(context, { width, height });
  return finish(`${data.title}: ${plural(canvas.picture.scene().nodes.length, "name")}`);
}

// A copy that needs no style sheet: what the sheet says of each part is written into it.
function styledSvg(svg) {
  const copy = svg.cloneNode(true);
  const [parts, copies] = [svg, copy].map((root) => [root, ...root.querySelectorAll("*")]);
  parts.forEach((part, i) => {
    const style = getComputedStyle(part);
    for (const look of LOOKS) if (style.getPropertyValue(look)) copies[i].setAttribute(look, style.getPropertyValue(look));
    copies[i].removeAttribute("class");
    copies[i].removeAttribute("style");
    copies[i].removeAttribute("href");
  });
  const { width, height } = svg.getBoundingClientRect();
  const [left, top, wide, high] = (copy.getAttribute("viewBox") ?? `0 0 ${width} ${height}`).split(/[\s,]+/).map(Number);
  const unit = wide / width;
  if (stripHeight()) copy.append(strip(left, top + high, wide, unit));
  copy.setAttribute("viewBox", [left, top, wide, high + stripHeight() * unit].join(" "));
  copy.setAttribute("width", width);
  copy.setAttribute("height", height + stripHeight());
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}\n`;
}

const strip = (x, y, width, unit) => svgElement("g", {},
  svgElement("rect", { x, y, width, height: STRIP.height * unit, fill: groundColour() }),
  svgElement("text", { x: x + STRIP.left * unit, y: y + STRIP.line * unit, "font-family": "system-ui, sans-serif", "font-size": STRIP.size * unit, "font-weight": 600, fill: inkColour() }, markingsOfAll()));

// The page's policy loads no image, not even one of its own making; so the shapes are painted one by one.
function paintSvg(svg, context, scale) {
  const origin = svg.getBoundingClientRect();
  for (const part of svg.querySelectorAll("path, line, polyline, polygon, rect, circle, ellipse, text")) {
    const style = getComputedStyle(part);
    const matrix = part.getScreenCTM();
    if (!matrix || style.visibility === "hidden" || !opacityOf(part)) continue;
    context.setTransform(matrix.a * scale, matrix.b * scale, matrix.c * scale, matrix.d * scale, (matrix.e - origin.left) * scale, (matrix.f - origin.top) * scale);
    context.lineWidth = parseFloat(style.strokeWidth) / (style.vectorEffect === "non-scaling-stroke" ? Math.hypot(matrix.a, matrix.b) : 1);
    context.setLineDash(style.strokeDasharray === "none" ? [] : style.strokeDasharray.split(/[\s,]+/).map(parseFloat));
    [context.lineCap, context.lineJoin] = [style.strokeLinecap, style.strokeLinejoin];
    paintPart(part, context, style);
  }
}

function paintPart(part, context, style) {
  const whole = opacityOf(part);
  const text = part.localName === "text";
  const path = text ? null : new Path2D(pathOf(part));
  const draw = (paint, opacity, onPath, onText) => {
    if (!paint || paint === "none") return;
    context.globalAlpha = whole * parseFloat(opacity || 1);
    context.fillStyle = context.strokeStyle = paint;
    if (!text) return onPath(path);
    context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    context.textAlign = { middle: "center", end: "right" }[style.textAnchor] ?? "left";
    context.textBaseline = { central: "middle", middle: "middle", hanging: "hanging" }[style.dominantBaseline] ?? "alphabetic";
    const at = (axis) => part[axis].baseVal[0]?.value ?? 0;
    onText(part.textContent, at("x"), at("y"));
  };
  const fillIt = () => draw(style.fill, style.fillOpacity, (one) => context.fill(one, style.fillRule === "evenodd" ? "evenodd" : "nonzero"), (...words) => context.fillText(...words));
  const strokeIt = () => draw(style.stroke, style.strokeOpacity, (one) => context.stroke(one), (...words) => context.strokeText(...words));
  for (const paint of style.paintOrder.startsWith("stroke") ? [strokeIt, fillIt] : [fillIt, strokeIt]) paint();
}

// With that of all it lies in; 0 where one of them is not displayed.
function opacityOf(part) {
  let opacity = 1;
  for (let one = part; one && one.localName !== "svg"; one = one.parentElement) {
    const style = getComputedStyle(one);
    opacity *= style.display === "none" ? 0 : parseFloat(style.opacity);
  }
  return opacity;
}

function pathOf(part) {
  const value = (name) => part[name].baseVal.value;
  switch (part.localName) {
    case "path": return part.getAttribute("d") ?? "";
    case "line": return `M${value("x1")} ${value("y1")}L${value("x2")} ${value("y2")}`;
    case "rect": return rectPath(value("x"), value("y"), value("width"), value("height"), parseFloat(getComputedStyle(part).rx) || 0);
    case "circle": return ellipsePath(value("cx"), value("cy"), value("r"), value("r"));
    case "ellipse": return ellipsePath(value("cx"), value("cy"), value("rx"), value("ry"));
    default: return [...part.points].map(({ x, y }, i) => `${i ? "L" : "M"}${x} ${y}`).join("") + (part.localName === "polygon" ? "Z" : "");
  }
}

function rectPath(x, y, width, height, round) {
  const r = Math.min(round, width / 2, height / 2);
  const corner = (dx, dy) => `a${r} ${r} 0 0 1 ${dx} ${dy}`;
  return `M${x + r} ${y}h${width - 2 * r}${corner(r, r)}v${height - 2 * r}${corner(-r, r)}h${2 * r - width}${corner(-r, -r)}v${2 * r - height}${corner(r, -r)}Z`;
}

const ellipsePath = (x, y, rx, ry) => `M${x - rx} ${y}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0Z`;
