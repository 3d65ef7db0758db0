// The menu of a node of the picture: right click, long press, or the menu key.

import { nodes } from "./data.js";
import { byId, element, fill, name } from "./dom.js";
import { nodeActions, partActions, pinAction } from "./expand.js";
import { pinOf } from "./scene.js";
import { changed, readState } from "./state.js";

export function setUpMenu(picture) {
  const menu = byId("menu");
  const close = () => {
    if (menu.hidden) return;
    const back = menu.contains(document.activeElement);
    menu.hidden = true;
    if (back) picture.canvas.focus({ preventScroll: true });
  };

  function open(i, x, y) {
    const scene = picture.scene();
    const node = scene.nodes[i];
    const state = readState();
    const link = ({ text, patch, on }) => element("a", { href: changed(patch), role: "menuitem", tabindex: "-1" }, on ? "− " : "", text);
    const parts = state.all ? [] : partActions(node, state);
    fill(menu,
      element("p", { class: "quiet" }, name(nodes.label[node])),
      nodeActions(node, state).map(link),
      link(pinAction(node, state, pinOf(node, scene.x[i], scene.y[i]))),
      parts.map(({ title, entries }) => element("div", { role: "group", "aria-label": `Add neighbours ${title}` },
        element("p", { class: "quiet" }, `Add neighbours ${title}`), entries.map(link))));
    menu.hidden = false;
    const room = byId("picture");
    menu.style.left = `${Math.max(4, Math.min(x, room.clientWidth - menu.offsetWidth - 8))}px`;
    menu.style.top = `${Math.max(4, Math.min(y, room.clientHeight - menu.offsetHeight - 8))}px`;
    menu.querySelector("a").focus({ preventScroll: true });
  }

  menu.addEventListener("keydown", (event) => {
    const entries = [...menu.querySelectorAll("a")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" || event.key === "Tab") close();
    else if (step) entries[(entries.indexOf(document.activeElement) + step + entries.length) % entries.length].focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  menu.addEventListener("click", (event) => event.target.closest("a") && close());
  document.addEventListener("pointerdown", (event) => !menu.contains(event.target) && close());
  return { open, close };
}
