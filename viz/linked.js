// How are two names linked? The two names, and every step of the shortest ways between them with its sentences.

import { lineBetween, lines, nodes, rowOf } from "./data.js";
import { element, name, plural } from "./dom.js";
import { chipOf, phrase, source } from "./phrases.js";
import { filtersOf, linksBetween } from "./scene.js";
import { nodeLink, toPair, toStatement } from "./links.js";
import { longList } from "./lists.js";
import { combobox, search } from "./search.js";
import { changed, go, noPicture, nothingPicked } from "./state.js";
import { sentenceOf } from "./twins.js";

const WAYS = 6; // shown at first

const onlyNodes = (text) => search(text).filter((hit) => hit.node >= 0);

export function linkedDetails(state) {
  const ends = [0, 1].map((i) => (state.path[i] ? rowOf("nodes", state.path[i]) : -1));
  queueMicrotask(() => focusEmptyEnd());
  return [
    element("h2", {}, "How are two names linked?"),
    element("div", { class: "ends" }, ends.map((node, i) => end(node, i, state))),
    Math.min(...ends) >= 0 ? ways(ends, state) : element("p", { class: "quiet" }, "Choose two names: the shortest ways between them are drawn, with the sentence behind every step."),
  ];
}

// The cursor goes on to the name that is still missing, unless it is busy elsewhere.
function focusEmptyEnd() {
  const busy = document.activeElement?.closest("#filters, #timebar, header");
  if (!busy) document.querySelector(".ends input")?.focus({ preventScroll: true });
}

// One of the two names: chosen, or a box to search it.
function end(node, i, state) {
  const without = state.path.filter((_, other) => other !== i);
  const label = i ? "To" : "From";
  if (node >= 0) {
    return element("p", {}, element("span", { class: "quiet" }, label, " "), nodeLink(node), " ",
      element("a", { class: "plain", href: changed({ ...nothingPicked, link: true, path: without }), "aria-label": `Choose another name than ${nodes.label[node]}` }, "change"));
  }
  const list = element("ul", { class: "hits", role: "listbox", id: `end-${i}-hits`, "aria-label": "Search results", hidden: true });
  const input = element("input", { type: "search", role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list", "aria-label": `${label}: search a name`, placeholder: `${label} …`, autocomplete: "off", spellcheck: "false", id: `end-${i}` });
  combobox(input, list, onlyNodes, (hit) => {
    const iri = nodes.iri[hit.node];
    go({ ...noPicture, ...nothingPicked, gone: state.gone, link: true, path: i ? [...state.path.slice(0, 1), iri] : [iri, ...state.path.slice(0, 1)] });
  });
  return element("div", { class: "search" }, input, list);
}

function ways(ends, state) {
  const { paths, total, length } = linksBetween(state);
  if (!paths.length) {
    return element("p", { class: "empty" }, ends[0] === ends[1] ? "These are the same name. Choose another." : "No chain of statements links these two. Filters and hidden names may stand in the way.");
  }
  const kept = filtersOf(state).item;
  const left = total > paths.length ? ` The first ${paths.length} are shown.` : "";
  return [
    element("p", { class: "quiet" }, `${plural(total, "shortest way")} of ${plural(length, "step")}.${left}`),
    longList(paths, (path, i) => way(path, i, paths, kept), WAYS),
  ];
}

function way(path, i, paths, kept) {
  const between = path.slice(1, -1);
  const title = between.length ? ["through ", between.flatMap((node, at) => [at ? ", " : "", name(nodes.label[node])])] : "directly";
  return element("li", { class: "way" },
    element("details", { open: paths.length === 1 || i === 0 },
      element("summary", {}, element("strong", {}, title)),
      element("ol", { class: "hops" }, path.slice(1).map((node, at) => hop(path[at], node, kept)))));
}

// One step: every statement between two names, with its sentence, speaker and status.
function hop(a, b, kept) {
  const items = lines.items[lineBetween(a, b)].filter(kept);
  return element("li", {},
    element("a", { class: "hop", href: toPair(a, b) }, name(nodes.label[a]), " – ", name(nodes.label[b])),
    longList(items, statement, 3));
}

function statement({ kind, row }) {
  const text = kind === "facts" ? "" : sentenceOf(kind, row);
  return element("li", { class: "statement" },
    phrase(kind, row), " ", chipOf(kind, row),
    text ? element("a", { class: "quoted", href: toStatement(kind, row) }, "“", name(text), "”") : null,
    element("span", { class: "under" }, source(kind, row)));
}
