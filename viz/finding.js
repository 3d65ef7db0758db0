// Finding words in the text of a document: marked without touching the text, stepped through with Enter.

import { announce, element, plural } from "./dom.js";

const MOST = 2000; // places marked; more are no help
const HIGHLIGHT = "found-words";

// A search field for the passages in `room`.
export function findBar(room) {
  const count = element("output", { class: "quiet" });
  const input = element("input", { type: "search", placeholder: "Find in this document", "aria-label": "Find in this document" });
  let places = [];
  let at = -1;
  const mark = () => {
    if (!globalThis.CSS?.highlights) return;
    CSS.highlights.set(HIGHLIGHT, new Highlight(...places));
    if (places[at]) CSS.highlights.set(`${HIGHLIGHT}-now`, new Highlight(places[at]));
    else CSS.highlights.delete(`${HIGHLIGHT}-now`);
  };
  const show = () => {
    places = rangesOf(room, input.value);
    at = -1;
    count.textContent = input.value.trim() ? plural(places.length, "place") : "";
    mark();
  };
  const step = (by) => {
    if (!places.length) return announce("Not found in this document");
    at = (at + by + places.length) % places.length;
    const holder = places[at].startContainer.parentElement;
    holder.closest("details")?.setAttribute("open", "");
    holder.scrollIntoView({ block: "center" });
    count.textContent = `${at + 1} of ${plural(places.length, "place")}`;
    announce(count.textContent);
    mark();
  };
  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") step(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape" && input.value) ((input.value = ""), show());
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  const button = (text, label, by) => element("button", { type: "button", class: "button small", "aria-label": label, onclick: () => step(by) }, text);
  return element("div", { class: "find-bar", role: "search" }, input, button("↑", "Previous place", -1), button("↓", "Next place", 1), count);
}

const searchPattern = (text) => {
  const words = text.trim().split(/\s+/).filter(Boolean).map((word) => word.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&"));
  return words.length ? new RegExp(words.join("\\s+"), "giu") : null;
};

function rangesOf(room, text) {
  const pattern = searchPattern(text);
  if (!pattern) return [];
  const found = [];
  for (const passage of room.querySelectorAll(".passage p")) {
    const walker = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT, (node) => (node.parentElement.closest(".found") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
    const parts = [];
    let whole = "";
    while (walker.nextNode()) {
      parts.push([whole.length, walker.currentNode]);
      whole += walker.currentNode.data;
    }
    for (const match of whole.matchAll(pattern)) {
      if (found.length >= MOST) return found;
      found.push(rangeOf(parts, match.index, match.index + match[0].length));
    }
  }
  return found;
}

function rangeOf(parts, start, end) {
  const range = document.createRange();
  const within = (place) => parts.findLast(([first]) => first <= place);
  const [first, from] = within(start);
  const [last, to] = within(end - 1);
  range.setStart(from, start - first);
  range.setEnd(to, end - last);
  return range;
}
