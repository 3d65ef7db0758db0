// The visible network as GEXF 1.3, for Gephi and other programs: things as nodes, every statement an edge of its own.

import { data, families, familyOf, nodes, predicateLabel, statusOf, typeLabel } from "./data.js";
import { shortTitle } from "./links.js";
import { markingWords } from "./markings.js";
import { fullIri } from "./rdfterms.js";

const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\p{Cs}\ufffe\uffff]/gu;
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;" };
export const xmlText = (text) => String(text).replace(NOT_XML, "\ufffd").replace(/[&<>"\n\r\t]/g, (sign) => ENTITIES[sign]);

const xmlTag = (name, attributes, content = null) => {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${xmlText(value)}"`).join("");
  return content === null ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
};

const ON_NODES = ["kind", "family", "country", "iri"];
const ON_EDGES = ["relation", "status", "said by", "period", "marking", "document", "quote", "iri"];

// `visible` as in visible.js; `places` maps a node to its place { x, y } in the picture, where it stands in one.
export function gexfOf(visible, places) {
  const edges = edgesOf(visible);
  const shown = [...new Set(edges.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const attributes = (kind, names) => xmlTag("attributes", { class: kind, mode: "static" }, names.map((title, id) => xmlTag("attribute", { id, title, type: "string" })).join(""));
  const values = (list) => xmlTag("attvalues", {}, list.map((value, id) => (value === "" ? "" : xmlTag("attvalue", { for: id, value }))).join(""));
  const node = (number) => xmlTag("node", { id: number, label: nodes.label[number] },
    values([typeLabel(number), families[familyOf(number)].name, nodes.country[number], fullIri(nodes.iri[number])]) + gexfPlace(places(number)) + gexfColour(families[familyOf(number)].light));
  const edge = ({ from, to, label, values: list }, id) => xmlTag("edge", { id, source: from, target: to, type: "directed", label }, values(list));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xmlTag("gexf", { xmlns: "http://gexf.net/1.3", "xmlns:viz": "http://gexf.net/1.3/viz", version: "1.3" },
    xmlTag("meta", {}, `<description>${xmlText(data.title)}</description>`) +
    xmlTag("graph", { defaultedgetype: "directed", mode: "static" },
      `${attributes("node", ON_NODES)}${attributes("edge", ON_EDGES)}\n<nodes>\n${shown.map(node).join("\n")}\n</nodes>\n<edges>\n${edges.map(edge).join("\n")}\n</edges>\n`))}\n`;
}

const gexfPlace = (place) => (place ? xmlTag("viz:position", { x: place.x.toFixed(1), y: (-place.y).toFixed(1) }) : "");
const gexfColour = (hex) => (/^#[0-9a-f]{6}$/i.test(hex) ? xmlTag("viz:color", { r: parseInt(hex.slice(1, 3), 16), g: parseInt(hex.slice(3, 5), 16), b: parseInt(hex.slice(5), 16) }) : "");

function edgesOf(visible) {
  const claims = (visible.claims ?? []).filter((row) => data.claims.object[row] >= 0);
  return [
    ...claims.map((row) => edgeFor("claims", row, data.claims.subject[row], data.claims.object[row], predicateLabel(data.claims.predicate[row]))),
    ...(visible.facts ?? []).map((row) => ({ from: data.facts.subject[row], to: data.facts.object[row], label: predicateLabel(data.facts.predicate[row]), values: [predicateLabel(data.facts.predicate[row]), "fact", "", "", "", "", "", ""] })),
    ...(visible.flows ?? []).flatMap((row) => data.flows.legs[row].map(([from, to]) => edgeFor("flows", row, from, to, "flow of victims"))),
  ].filter(({ from, to }) => from >= 0 && to >= 0);
}

function edgeFor(kind, row, from, to, label) {
  const table = data[kind];
  const quotes = table.evidence[row].map(([passage, ...rest]) => (passage < 0 ? rest[1] : data.passages.text[passage].slice(rest[0], rest[1]))).join(" … ").replace(/\s+/g, " ");
  const speakers = table.speakers[row].map((node) => nodes.label[node]).join("; ");
  const document = table.document[row] < 0 ? "" : shortTitle(table.document[row]);
  return { from, to, label, values: [label, statusOf(kind, row), speakers, table.period[row], markingWords(table.marking[row]), document, quotes, fullIri(table.iri[row])] };
}
