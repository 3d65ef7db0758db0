// A drawing context that writes SVG: what paints the canvas paints this too.

import { xmlText } from "./gexf.js";

const ANCHORS = { center: "middle", left: "start", right: "end", start: "start", end: "end" };
const BASELINES = { top: "text-before-edge", middle: "central", bottom: "text-after-edge", alphabetic: "alphabetic", hanging: "hanging" };
const STYLE = ["fillStyle", "strokeStyle", "lineWidth", "globalAlpha", "font", "textAlign", "textBaseline", "lineJoin"];
const shortNumber = (value) => String(Math.round(value * 100) / 100);

// `measure` is a real context: only it knows how wide a text is. The scale of setTransform is the screen's and left out.
export function svgContext(width, height, ground, measure) {
  const written = [];
  let path = "";
  let dash = "";
  let moves = [];
  const kept = [];
  const context = {
    fillStyle: "#000", strokeStyle: "#000", lineWidth: 1, globalAlpha: 1, font: "12px sans-serif", textAlign: "start", textBaseline: "alphabetic", lineJoin: "miter",
    setTransform: () => (moves = []),
    clearRect() {},
    save: () => kept.push([Object.fromEntries(STYLE.map((name) => [name, context[name]])), dash, [...moves]]),
    restore() {
      const [style, lastDash, lastMoves] = kept.pop() ?? [{}, dash, moves];
      Object.assign(context, style);
      [dash, moves] = [lastDash, lastMoves];
    },
    translate: (x, y) => moves.push(`translate(${shortNumber(x)} ${shortNumber(y)})`),
    rotate: (angle) => moves.push(`rotate(${shortNumber((angle * 180) / Math.PI)})`),
    scale: (x, y) => moves.push(`scale(${x} ${y})`),
    setLineDash: (parts) => (dash = parts.map(shortNumber).join(" ")),
    beginPath: () => (path = ""),
    moveTo: (x, y) => (path += `M${shortNumber(x)} ${shortNumber(y)}`),
    lineTo: (x, y) => (path += `L${shortNumber(x)} ${shortNumber(y)}`),
    quadraticCurveTo: (x1, y1, x, y) => (path += `Q${[x1, y1, x, y].map(shortNumber).join(" ")}`),
    bezierCurveTo: (...points) => (path += `C${points.map(shortNumber).join(" ")}`),
    closePath: () => (path += "Z"),
    arc(x, y, radius, from, to) {
      const whole = Math.abs(to - from) >= 2 * Math.PI - 1e-6;
      const at = (angle) => `${shortNumber(x + radius * Math.cos(angle))} ${shortNumber(y + radius * Math.sin(angle))}`;
      const turn = (end) => `A${shortNumber(radius)} ${shortNumber(radius)} 0 ${Math.abs(to - from) > Math.PI && !whole ? 1 : 0} 1 ${at(end)}`;
      path += `${path ? "L" : "M"}${at(from)}`.replace(/^L/, whole ? "M" : "L") + (whole ? turn(from + Math.PI) + turn(to) + "Z" : turn(to));
    },
    rect: (x, y, w, h) => (path += `M${[x, y].map(shortNumber).join(" ")}h${shortNumber(w)}v${shortNumber(h)}h${shortNumber(-w)}Z`),
    roundRect(x, y, w, h, radius) {
      const r = Math.min(radius, w / 2, h / 2);
      const curve = (dx, dy) => `a${shortNumber(r)} ${shortNumber(r)} 0 0 1 ${shortNumber(dx)} ${shortNumber(dy)}`;
      path += `M${shortNumber(x + r)} ${shortNumber(y)}h${shortNumber(w - 2 * r)}${curve(r, r)}v${shortNumber(h - 2 * r)}${curve(-r, r)}h${shortNumber(2 * r - w)}${curve(-r, -r)}v${shortNumber(2 * r - h)}${curve(r, -r)}Z`;
    },
    fill: () => draw("path", { d: path, fill: context.fillStyle }),
    stroke: () => draw("path", { d: path, fill: "none", ...line() }),
    fillRect: (x, y, w, h) => draw("rect", { x, y, width: w, height: h, fill: context.fillStyle }),
    fillText: (text, x, y) => words(text, x, y, { fill: context.fillStyle }),
    strokeText: (text, x, y) => words(text, x, y, { fill: "none", ...line() }),
    measureText(text) {
      measure.font = context.font;
      return measure.measureText(text);
    },
  };
  const line = () => ({ stroke: context.strokeStyle, "stroke-width": shortNumber(context.lineWidth), "stroke-linejoin": context.lineJoin, ...(dash ? { "stroke-dasharray": dash } : {}) });
  function draw(tag, attributes, content = "") {
    if (attributes.d === "") return;
    const all = { ...attributes, ...(context.globalAlpha < 1 ? { opacity: shortNumber(context.globalAlpha) } : {}), ...(moves.length ? { transform: moves.join(" ") } : {}) };
    written.push(`<${tag}${Object.entries(all).map(([key, value]) => ` ${key}="${xmlText(value)}"`).join("")}>${content}</${tag}>`);
  }
  function words(text, x, y, look) {
    const [, weight = "400", size = "12px"] = /(?:(\d{3}|bold) )?([\d.]+px)/.exec(context.font) ?? [];
    draw("text", { x: shortNumber(x), y: shortNumber(y), "text-anchor": ANCHORS[context.textAlign], "dominant-baseline": BASELINES[context.textBaseline], "font-family": "system-ui, sans-serif", "font-size": size, "font-weight": weight, ...look }, xmlText(text));
  }
  const finish = (title) =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">\n<title>${xmlText(title)}</title>\n<rect width="100%" height="100%" fill="${xmlText(ground)}"/>\n${written.join("\n")}\n</svg>\n`;
  return { context, finish };
}
