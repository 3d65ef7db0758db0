// The picture: camera, pointer and keys. Moving shows the last sharp picture as a bitmap; a sharp one follows.

import { lines, nodes } from "./data.js";
import { byId } from "./dom.js";
import { coloursNow, hitRadius, paint, paintMarked, project } from "./paint.js";

const SETTLE = 180; // ms without movement before a slow scene is drawn anew
const FAST = 12; // ms; a scene drawn in less is drawn anew in every frame

export function setUpCanvas(actions) {
  const canvas = byId("canvas");
  const context = canvas.getContext("2d");
  const sharp = document.createElement("canvas");
  const camera = { x: 0, y: 0, zoom: 1 };
  let drawnAt = { ...camera };
  let scene = null;
  let colours = coloursNow();
  let cost = 0;
  let timer = 0;
  let frame = 0;
  let hovered = { node: -1, line: null };
  let picked = { node: -1, line: -1 };
  let moved = false; // by the reader; a picture that nobody moved is fitted anew when its room changes

  const view = () => ({ ...camera, width: canvas.clientWidth, height: canvas.clientHeight, ratio: devicePixelRatio || 1 });

  function marks() {
    const around = new Set();
    const show = [];
    const rings = [];
    const chosen = [[scene.place.get(picked.node), true], [hovered.node >= 0 ? hovered.node : undefined, false]];
    for (const [i, bold] of chosen) if (i !== undefined) rings.push([i, bold]);
    const lit = hovered.node >= 0 ? hovered.node : undefined;
    for (const line of scene.lines) {
      const isLit = lit !== undefined && (line.a === lit || line.b === lit);
      if (isLit) (around.add(scene.nodes[line.a]), around.add(scene.nodes[line.b]));
      if (isLit || line === hovered.line || line.line === picked.line) show.push(line);
    }
    if (lit !== undefined) around.add(scene.nodes[lit]);
    return { nodes: rings, lines: show, around: around.size ? around : null };
  }

  function drawSharp() {
    const began = performance.now();
    const now = view();
    const [width, height] = [Math.round(now.width * now.ratio), Math.round(now.height * now.ratio)];
    if (canvas.width !== width || canvas.height !== height) (canvas.width = width, canvas.height = height);
    const slow = cost > FAST;
    paint(context, scene, now, colours, slow ? { nodes: [], lines: [], around: null } : marks());
    drawnAt = { ...camera };
    cost = performance.now() - began;
    if (slow || cost > FAST) {
      (sharp.width = width, sharp.height = height);
      sharp.getContext("2d").drawImage(canvas, 0, 0);
      overlay(now);
    }
  }

  function overlay(now) {
    context.setTransform(now.ratio, 0, 0, now.ratio, 0, 0);
    paintMarked(context, scene, project(scene, now), now, colours, marks());
  }

  function drawBitmap() {
    const now = view();
    const scale = camera.zoom / drawnAt.zoom;
    const left = (drawnAt.x - camera.x) * camera.zoom + (now.width / 2) * (1 - scale);
    const top = (drawnAt.y - camera.y) * camera.zoom + (now.height / 2) * (1 - scale);
    context.setTransform(now.ratio, 0, 0, now.ratio, 0, 0);
    context.clearRect(0, 0, now.width, now.height);
    context.drawImage(sharp, left, top, now.width * scale, now.height * scale);
    const still = scale === 1 && drawnAt.x === camera.x && drawnAt.y === camera.y;
    if (still) overlay(now);
  }

  function draw({ moving = false, hover = false } = {}) {
    if (!scene || !canvas.clientWidth) return;
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      if (cost <= FAST || (!moving && !hover)) return drawSharp();
      drawBitmap();
      if (!moving) return;
      clearTimeout(timer);
      timer = setTimeout(drawSharp, SETTLE);
    });
  }

  function fit() {
    if (!scene || !scene.nodes.length) return;
    const now = view();
    const [left, right, top, bottom] = extent(scene);
    const names = scene.nodes.length < 250 ? 180 : 60; // room for the names at the sides
    const room = { x: Math.max(120, now.width - names), y: Math.max(90, now.height - 110) };
    const zoom = Math.min(room.x / Math.max(1, right - left), room.y / Math.max(1, bottom - top));
    camera.zoom = Math.min(1.15, zoom);
    camera.x = (left + right) / 2;
    camera.y = (top + bottom) / 2;
    moved = false;
    draw();
  }

  function zoomBy(factor, x = canvas.clientWidth / 2, y = canvas.clientHeight / 2) {
    const next = Math.min(8, Math.max(0.005, camera.zoom * factor));
    const [dx, dy] = [x - canvas.clientWidth / 2, y - canvas.clientHeight / 2];
    camera.x += dx / camera.zoom - dx / next;
    camera.y += dy / camera.zoom - dy / next;
    camera.zoom = next;
    moved = true;
    draw({ moving: true });
  }

  function panBy(dx, dy) {
    camera.x -= dx / camera.zoom;
    camera.y -= dy / camera.zoom;
    moved = true;
    draw({ moving: true });
  }

  function find(x, y) {
    if (!scene) return { node: -1, line: null };
    const points = project(scene, view());
    let node = -1;
    let nearest = Infinity;
    for (let i = 0; i < scene.nodes.length; i++) {
      const far = Math.hypot(points.x[i] - x, points.y[i] - y) - hitRadius(scene.nodes[i], camera.zoom);
      if (far < 7 && far < nearest) [node, nearest] = [i, far];
    }
    if (node >= 0) return { node, line: null };
    let line = null;
    nearest = 7;
    for (const candidate of scene.lines) {
      const far = distance(x, y, points.x[candidate.a], points.y[candidate.a], points.x[candidate.b], points.y[candidate.b]);
      if (far < nearest) [line, nearest] = [candidate, far];
    }
    return { node, line };
  }

  function hover(found, x, y) {
    const same = found.node === hovered.node && found.line === hovered.line;
    hovered = found;
    canvas.style.cursor = found.node >= 0 || found.line ? "pointer" : "grab";
    actions.tip(found, x, y, scene);
    if (!same) draw({ hover: true });
  }

  return {
    show(next, refit) {
      scene = next;
      hovered = { node: -1, line: null };
      cost = 0;
      if (refit) fit();
      else draw();
    },
    pick(node, line) {
      picked = { node, line };
      draw();
    },
    recolour() {
      colours = coloursNow();
      draw();
    },
    // Where a node stands on the canvas, in CSS pixels; the line between two nodes at its middle.
    locate(node) {
      const i = scene?.place.get(node);
      if (i === undefined) return null;
      const points = project(scene, view());
      return { x: points.x[i], y: points.y[i] };
    },
    // Paints the scene as it stands onto another context, such as one that writes a file.
    drawOn: (other) => paint(other, scene, { ...view(), ratio: 1 }, colours, marks()),
    camera: () => ({ ...camera }),
    scene: () => scene,
    hovered: () => hovered,
    resized: () => (moved ? draw() : fit()),
    canvas, draw, fit, zoomBy, panBy, find, hover,
  };
}

function extent(scene) {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < scene.nodes.length; i++) {
    left = Math.min(left, scene.x[i]);
    right = Math.max(right, scene.x[i]);
    top = Math.min(top, scene.y[i]);
    bottom = Math.max(bottom, scene.y[i]);
  }
  return [left, right, top, bottom];
}

function distance(x, y, x1, y1, x2, y2) {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const along = Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy);
}

// The node nearest to another in one direction of the arrow keys.
export function nextNode(scene, from, dx, dy) {
  let best = -1;
  let least = Infinity;
  for (let i = 0; i < scene.nodes.length; i++) {
    if (i === from) continue;
    const along = (scene.x[i] - scene.x[from]) * dx + (scene.y[i] - scene.y[from]) * dy;
    const aside = Math.abs((scene.x[i] - scene.x[from]) * dy) + Math.abs((scene.y[i] - scene.y[from]) * dx);
    if (along <= 0) continue;
    if (along + aside * 2 < least) [best, least] = [i, along + aside * 2];
  }
  return best;
}

export const endsOf = (line) => [nodes.iri[lines.a[line.line]], nodes.iri[lines.b[line.line]]];
