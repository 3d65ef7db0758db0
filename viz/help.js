// The dialog of keys, with a short how-to: opened by ? or its button, closed by Escape.

import { byId, element, fill } from "./dom.js";

const HOW = [
  ["Find", "Type a name, another name or an acronym into the search box, and choose with the arrow keys and Enter."],
  ["Read the proof", "Every statement has a link “sentence”. It shows who says it, how surely, and the paragraph; “Read in …” opens the document at that place."],
  ["Look around", "The tabs are views of the same statements. “Table” shows any view as rows. The years at the bottom narrow all of them."],
  ["By finger", "Tap a name or a line to see what it is, tap a name twice to add its neighbours, rest on it for its menu."],
  ["Doubt", "Dashed and crossed lines, and the sign ≠, mark what is alleged, planned, denied or disagreed on. The start page puts both sides beside each other."],
  ["Hand on", "The address is the view: copy it with Share, or save a picture, a table, or the graph."],
];

const KEYS = [
  ["/", "search"], ["?", "this help"], ["Esc", "close what is open; then the details"], ["c", "copy the citation of the sentence in sight"],
  ["Ctrl Z", "undo the last step; with Shift, do it again"],
  ["↑ ↓ ← →", "in the network: from name to name; on the map: move; in a table, the timeline and a menu: from row to row"],
  ["Enter", "open the name or the row"], ["+ − 0", "in a picture: zoom in, out, show everything"],
  ["e m Space", "in the network: add the neighbours of a name, open its menu, select it"],
];

export function setUpHelp() {
  const dialog = byId("help-dialog");
  const open = () => {
    if (dialog.open) return;
    if (!dialog.childElementCount) fill(dialog, helpContent(dialog));
    dialog.showModal();
  };
  byId("help").addEventListener("click", open);
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.addEventListener("keydown", (event) => {
    if (event.key !== "?" || event.target.closest?.("input, textarea, select") || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    open();
  });
}

function helpContent(dialog) {
  const list = (rows, term) => element("dl", {}, rows.map(([key, text]) => [element("dt", {}, term(key)), element("dd", {}, text)]));
  return [
    element("button", { type: "button", class: "close", "aria-label": "Close the help", onclick: () => dialog.close() }, "×"),
    element("h2", { id: "help-title" }, "How to use this page"),
    list(HOW, (key) => key),
    element("h3", {}, "Keys"),
    list(KEYS, (keys) => keys.split(" ").flatMap((key, i) => [i ? " " : "", element("kbd", {}, key)])),
  ];
}
