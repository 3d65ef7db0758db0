// Addresses inside the page, and the names that carry them.

import { data, nodes, familyOf, typeLabel } from "./data.js";
import { element, name } from "./dom.js";
import { glyph } from "./looks.js";
import { changed, noPicture, nothingPicked, readState } from "./state.js";

let isShown = () => false;
export function tellShown(test) {
  isShown = test;
}

export const inPicture = (node) => isShown(node);

// To a node: stays in the present picture when the node is in it, else opens its neighbourhood.
export function toNode(node) {
  const iri = nodes.iri[node];
  const picture = isShown(node) ? {} : { ...noPicture, at: [iri] };
  return changed({ ...picture, ...nothingPicked, pick: iri });
}

export function toStatement(kind, row) {
  if (kind === "facts") return toPair(data.facts.subject[row], data.facts.object[row]);
  return changed({ ...nothingPicked, pick: readState().pick, statement: data[kind].iri[row] });
}

export const toPair = (a, b) => changed({ ...nothingPicked, pair: [nodes.iri[a], nodes.iri[b]] });

export const toDocument = (document, statement = "") =>
  changed({ doc: data.documents.iri[document], with: "", ...(statement ? { ...nothingPicked, statement } : {}) });

export const nodeLink = (node, extra = {}) =>
  element("a", { href: toNode(node), class: "node", title: typeLabel(node), ...extra }, glyph(familyOf(node)), name(nodes.label[node]));

export const documentLink = (document, statement, text) =>
  element("a", { href: toDocument(document, statement), "data-tab": "reader" }, name(text ?? shortTitle(document)));

export const shortTitle = (document) => data.documents.identifier[document] || data.documents.label[document];
