// Mouse, touch and keys on the picture.

import { nodes } from "./data.js";
import { NOWHERE, nextNode } from "./canvas.js";
import { announce } from "./dom.js";

const CLICK = 5; // pixels a finger may slip and still have clicked
const DOUBLE = 400; // ms between the clicks of a double click
const LONG = 500; // ms that a finger rests to open the menu

export function setUpPointer(picture, lasso, actions) {
  const { canvas } = picture;
  const pointers = new Map();
  let travelled = 0;
  let spread = 0;

  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };

  // Pixels between two fingers.
  const apart = () => {
    const [[ax, ay], [bx, by]] = [...pointers.values(), [0, 0]];
    return pointers.size < 2 ? 0 : Math.hypot(ax - bx, ay - by);
  };

  let held = -1; // the node under the pointer when it went down: it is what moves
  let resting = 0; // the timer of a finger that may be about to open the menu

  canvas.addEventListener("pointerdown", (event) => {
    if (event.button > 0) return;
    canvas.setPointerCapture(event.pointerId);
    const [x, y] = at(event);
    pointers.set(event.pointerId, [x, y]);
    spread = apart();
    clearTimeout(resting);
    held = pointers.size === 1 && !lasso.wanted(event) ? picture.find(x, y).node : -1;
    if (pointers.size > 1) return;
    travelled = 0;
    if (lasso.wanted(event)) lasso.begin(x, y);
    else if (event.pointerType === "touch" && held >= 0) resting = setTimeout(() => openMenu(held, x, y), LONG);
  });
  canvas.addEventListener("pointermove", (event) => {
    const [x, y] = at(event);
    const before = pointers.get(event.pointerId);
    if (!before) return picture.hover(picture.find(x, y), x, y);
    pointers.set(event.pointerId, [x, y]);
    travelled += Math.hypot(x - before[0], y - before[1]);
    if (travelled > CLICK) clearTimeout(resting);
    if (pointers.size === 1) {
      if (lasso.drawing()) lasso.extend(x, y);
      else if (travelled > CLICK && held >= 0) picture.drag(held, x, y);
      else if (travelled > CLICK) picture.panBy(x - before[0], y - before[1]);
      return undefined;
    }
    const [[ax, ay], [bx, by]] = [...pointers.values()];
    const now = apart();
    picture.zoomBy(now / (spread || now || 1), (ax + bx) / 2, (ay + by) / 2);
    picture.panBy((x - before[0]) / 2, (y - before[1]) / 2);
    spread = now;
    return undefined;
  });
  const end = (event) => {
    const [x, y] = at(event);
    const clicked = pointers.size === 1 && travelled <= CLICK && event.type === "pointerup";
    const dragged = held >= 0 && travelled > CLICK;
    if (!pointers.delete(event.pointerId)) return;
    clearTimeout(resting);
    if (lasso.drawing()) lasso.end();
    else if (clicked && (event.ctrlKey || event.metaKey)) lasso.toggle(picture.find(x, y).node);
    else if (clicked) click(x, y, event.pointerType === "touch");
    else if (dragged) actions.dropNode(held);
    held = -1;
  };
  canvas.addEventListener("pointerup", end);
  canvas.addEventListener("pointercancel", end);
  canvas.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && picture.scene() && picture.hover(NOWHERE));

  // The first click opens the panel, which moves the picture; so the second means the node that the first hit.
  let first = { node: -1, at: -Infinity, x: 0, y: 0 };
  function click(x, y, byFinger) {
    const at = performance.now();
    const again = at - first.at < DOUBLE && Math.hypot(x - first.x, y - first.y) <= CLICK;
    if (again && first.node >= 0) actions.expand(first.node);
    if (again) return undefined;
    const found = picture.find(x, y);
    first = { node: found.node >= 0 ? picture.scene().nodes[found.node] : -1, at, x, y };
    const asks = byFinger && (found.node >= 0 || found.line) && actions.asksFirst();
    if (asks) return picture.hover(found, x, y, () => (picture.hover(NOWHERE), act(found)));
    if (byFinger) picture.hover(NOWHERE);
    return act(found);
  }

  function act(found) {
    if (found.node >= 0) actions.pickNode(picture.scene().nodes[found.node]);
    else if (found.line) actions.pickLine(found.line);
    else actions.pickNothing();
  }

  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 16 : 1;
    picture.zoomBy(Math.exp(-event.deltaY * lines * 0.0016), ...at(event));
  }, { passive: false });

  canvas.addEventListener("contextmenu", (event) => {
    const [x, y] = at(event);
    const { node } = picture.find(x, y);
    event.preventDefault();
    if (node >= 0) openMenu(node, x, y);
  });

  // A finger that opened the menu has not clicked when it is lifted.
  function openMenu(node, x, y) {
    clearTimeout(resting);
    if (pointers.size) travelled = Infinity;
    held = -1;
    actions.openMenu(node, x, y);
  }

  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  canvas.addEventListener("keydown", (event) => {
    const scene = picture.scene();
    if (!scene || event.ctrlKey || event.metaKey || event.altKey) return;
    const current = picture.hovered().node;
    if (ARROWS[event.key]) move(scene, current, ARROWS[event.key]);
    else if (event.key === "Enter" && current >= 0) actions.pickNode(scene.nodes[current]);
    else if (event.key === "e" && current >= 0) actions.expand(scene.nodes[current]);
    else if (event.key === " ") lasso.toggle(current);
    else if (event.key === "m" && current >= 0) openMenuAt(scene, current);
    else if (event.key === "+" || event.key === "=") picture.zoomBy(1.3);
    else if (event.key === "-") picture.zoomBy(1 / 1.3);
    else if (event.key === "0") picture.fit();
    else return;
    event.preventDefault();
  });

  function openMenuAt(scene, current) {
    const { x, y } = picture.locate(scene.nodes[current]);
    openMenu(current, x, y);
  }

  function move(scene, current, [dx, dy]) {
    const first = scene.nodes.findIndex((node) => scene.focus.has(node));
    const next = current < 0 ? Math.max(0, first) : nextNode(scene, current, dx, dy);
    if (next < 0 || !scene.nodes.length) return;
    const place = picture.locate(scene.nodes[next]);
    picture.hover({ node: next, line: null }, place.x, place.y);
    const { clientWidth: width, clientHeight: height } = canvas;
    if (place.x < 20 || place.y < 20 || place.x > width - 20 || place.y > height - 20) {
      picture.panBy(width / 2 - place.x, height / 2 - place.y);
    }
    announce(nodes.label[scene.nodes[next]]);
  }
}
