// Finding nodes and documents by name, other name or acronym while typing.

import { data, nodes, nodeCount, familyOf, typeLabel } from "./data.js";
import { byId, element, fill, name, announce, plural } from "./dom.js";
import { glyph } from "./looks.js";
import { createIndex } from "./matching.js";
import { go, noPicture, nothingPicked } from "./state.js";

const LIMIT = 12;
let index = null;

// The best matches: whole names before beginnings before middles before slips; important nodes first among equals.
export function search(text) {
  prepare();
  return index(text, LIMIT).map(({ thing, by }) => (thing < nodeCount ? { node: thing, document: -1, by } : { node: -1, document: thing - nodeCount, by }));
}

function prepare() {
  index ??= createIndex([
    ...nodes.iri.map((_, node) => [nodes.label[node], ...nodes.aliases[node]]),
    ...data.documents.iri.map((_, document) => [data.documents.label[document], data.documents.identifier[document]].filter(Boolean)),
  ]);
}

// An input with a list of matches below it. `find` gives hits, `choose` is called with one; what is typed is wiped then.
export function combobox(input, list, find, choose) {
  let hits = [];
  let active = -1;

  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    active = -1;
  };
  const take = (hit) => {
    close();
    input.value = "";
    choose(hit);
  };
  const point = (next) => {
    active = hits.length ? (next + hits.length) % hits.length : -1;
    [...list.children].forEach((item, number) => item.setAttribute("aria-selected", String(number === active)));
    if (active < 0) return;
    input.setAttribute("aria-activedescendant", `${list.id}-${active}`);
    list.children[active].scrollIntoView({ block: "nearest" });
  };
  const show = () => {
    hits = find(input.value);
    fill(list, hits.map((hit, number) => option(hit, `${list.id}-${number}`, take)));
    if (!hits.length && input.value.trim()) {
      fill(list, element("li", { class: "none", role: "option", "aria-disabled": "true" },
        "No name matches. Try a part of the name or an acronym."));
    }
    list.hidden = !input.value.trim();
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (input.value.trim()) announce(plural(hits.length, "match", "matches"));
    point(hits.length ? 0 : -1);
  };

  input.addEventListener("input", show);
  input.addEventListener("focus", () => input.value && show());
  input.addEventListener("blur", () => setTimeout(close, 150));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") point(active + 1);
    else if (event.key === "ArrowUp") point(active - 1);
    else if (event.key === "Enter" && hits[active]) take(hits[active]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
}

export function setUpSearch() {
  const input = byId("search");
  combobox(input, byId("hits"), search, (hit) => {
    if (hit.document >= 0) go({ ...noPicture, ...nothingPicked, doc: data.documents.iri[hit.document] });
    else go({ ...noPicture, ...nothingPicked, at: [nodes.iri[hit.node]], pick: nodes.iri[hit.node] });
  });
  input.addEventListener("focus", () => (window.requestIdleCallback ?? setTimeout)(prepare), { once: true });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    input.focus();
  });
}

function option(hit, id, choose) {
  const isNode = hit.node >= 0;
  const label = isNode ? nodes.label[hit.node] : data.documents.label[hit.document];
  const kind = isNode ? [typeLabel(hit.node), nodes.country[hit.node]].filter(Boolean).join(", ") : "document";
  return element(
    "li",
    { role: "option", id, "aria-selected": "false", onmousedown: (event) => (event.preventDefault(), choose(hit)) },
    isNode ? glyph(familyOf(hit.node)) : element("span", { class: "glyph" }, "▤"),
    element("span", { class: "hit" }, name(label), hit.by && element("span", { class: "quiet" }, " also ", name(hit.by))),
    element("span", { class: "quiet kind" }, kind),
  );
}
