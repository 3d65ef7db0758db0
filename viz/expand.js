// What can be done with a node of the picture: expand, collapse, hide, keep, link with another.

import { linesOf, nodes } from "./data.js";
import { element, number } from "./dom.js";
import { inPicture } from "./links.js";
import { partsOf, tokenNode } from "./neighbours.js";
import { filtersOf, pinnedIri } from "./scene.js";
import { changed, noPicture, nothingPicked } from "./state.js";

const FIRST_PARTS = 8; // parts of each kind; the rest are small

// [{ text, patch }]: what changes the picture as a whole.
export function nodeActions(node, state) {
  const iri = nodes.iri[node];
  const inFocus = state.at.includes(iri);
  const parts = state.add.filter((token) => tokenNode(token) === node);
  const found = [];
  if (!(state.at.length === 1 && inFocus && !state.add.length && !state.only.length)) found.push({ text: "Show only its neighbourhood", patch: { ...noPicture, at: [iri] } });
  if (!inFocus && linesOf[node].length && !state.all) found.push({ text: "Add its neighbours", patch: { at: [...state.at, iri] } });
  if (inFocus || parts.length) {
    found.push({ text: "Take its neighbours out", patch: { at: state.at.filter((other) => other !== iri), add: state.add.filter((token) => !parts.includes(token)), only: [...new Set([...state.only, iri])] } });
  }
  if (inPicture(node)) found.push({ text: "Hide it", patch: { gone: [...state.gone, iri], ...(state.pick === iri ? nothingPicked : {}) } });
  found.push({ text: "How is it linked with …", patch: { ...noPicture, ...nothingPicked, link: true, path: [iri] } });
  return found;
}

// Holds a node where it stands, or lets it go; `pin` is the pin that would hold it.
export function pinAction(node, state, pin) {
  const others = state.pin.filter((one) => pinnedIri(one) !== nodes.iri[node]);
  const pinned = others.length < state.pin.length;
  return pinned ? { text: "Let it move again", patch: { pin: others } } : { text: "Pin it here", patch: { pin: [...others, pin] } };
}

// [{ title, entries: [{ text, patch, on }] }]: the neighbours of a node by kind and by relation, to add or to take out.
export function partActions(node, state) {
  const parts = partsOf(node, filtersOf(state));
  const entry = ({ token, label, members }) => {
    const on = state.add.includes(token);
    return { text: `${label} (${number(members.size)})`, on, patch: { add: on ? state.add.filter((other) => other !== token) : [...state.add, token] } };
  };
  const of = (kind) => parts.filter((part) => part.kind === kind).slice(0, FIRST_PARTS).map(entry);
  return [{ title: "by kind", entries: of("type") }, { title: "by relation", entries: of("relation") }].filter(({ entries }) => entries.length);
}

// The buttons of the panel, and the parts to expand.
export function expandButtons(node, state) {
  const button = ({ text, patch }) => element("a", { class: "button", href: changed({ view: "network", ...patch }) }, text);
  // From a picture that does not show the node's parts, a part is added to the node alone.
  const within = state.at.length || state.add.length || state.only.length ? state : { ...state, ...noPicture };
  const part = ({ text, patch, on }) =>
    element("a", { class: "button part", href: changed(within === state ? patch : { ...noPicture, ...patch }), role: "button", "aria-pressed": String(on) }, on ? "− " : "+ ", text);
  const groups = linesOf[node].length > 1 ? partActions(node, within) : [];
  return [
    element("p", { class: "actions" }, nodeActions(node, state).map(button)),
    groups.length
      ? element("details", { class: "section parts" },
        element("summary", {}, element("h3", {}, "Expand in parts")),
        groups.map(({ title, entries }) => element("p", { class: "actions" }, element("span", { class: "quiet" }, title), entries.map(part))))
      : null,
  ];
}
