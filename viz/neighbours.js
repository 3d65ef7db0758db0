// Who stands around a node, and in which groups they can be added to the picture.

import { data, families, familyOf, lines, linesOf, nodes, rowOf } from "./data.js";

const MOST_NEIGHBOURS = 120; // more around one node are a hairball; the strongest are shown and the rest counted

const across = (line, node) => (lines.a[line] === node ? lines.b[line] : lines.a[line]);
export const relationOf = (item) => (item.kind === "flows" ? "flow" : data.predicates.name[data[item.kind].predicate[item.row]]);
export const relationLabel = (item) => (item.kind === "flows" ? "victims moved" : data.predicates.label[data[item.kind].predicate[item.row]]);

// Neighbours by the number of statements that the filters let through, most first.
export function neighbours(node, filters, wanted = () => true) {
  const strength = [];
  for (const line of linesOf[node]) {
    const other = across(line, node);
    if (!filters.node(other)) continue;
    const items = filters.any ? lines.items[line].filter(filters.item) : lines.items[line];
    if (items.length && wanted(other, items)) strength.push([other, items.length]);
  }
  return strength.sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([other]) => other);
}

// A part of the neighbours that was added: "type:NGOs|az/government", "relation:funds|az/government".
const partToken = (kind, value, node) => `${kind}:${value}|${nodes.iri[node]}`;
export const tokenNode = (token) => rowOf("nodes", token.slice(token.indexOf("|") + 1));

function membersOf(token, filters) {
  const node = tokenNode(token);
  const part = token.slice(0, token.indexOf("|"));
  if (node < 0 || !part.includes(":")) return [];
  const [kind, value] = [part.slice(0, part.indexOf(":")), part.slice(part.indexOf(":") + 1)];
  const wanted = kind === "type" ? (other) => families[familyOf(other)].name === value : (_, items) => items.some((item) => relationOf(item) === value);
  return [node, ...neighbours(node, filters, wanted).slice(0, MOST_NEIGHBOURS)];
}

// The nodes that a state asks for by `at` and `add`, and what had to be left out.
export function expanded(state, filters) {
  const found = new Set();
  const notes = [];
  for (const node of state.at.map((iri) => rowOf("nodes", iri)).filter((row) => row >= 0)) {
    found.add(node);
    const around = neighbours(node, filters);
    around.slice(0, MOST_NEIGHBOURS).forEach((other) => found.add(other));
    if (around.length > MOST_NEIGHBOURS) notes.push(`${nodes.label[node]}: the ${MOST_NEIGHBOURS} strongest of ${around.length} neighbours are shown`);
  }
  for (const token of state.add) membersOf(token, filters).forEach((node) => found.add(node));
  return { found, notes };
}

// The parts in which the neighbours of a node can be added: [{ token, kind, label, members }], largest first.
export function partsOf(node, filters) {
  const parts = new Map();
  const put = (kind, value, label, other) => {
    const token = partToken(kind, value, node);
    if (!parts.has(token)) parts.set(token, { token, kind, label, members: new Set() });
    parts.get(token).members.add(other);
  };
  for (const line of linesOf[node]) {
    const other = across(line, node);
    const items = lines.items[line].filter(filters.item);
    if (!items.length || !filters.node(other)) continue;
    put("type", families[familyOf(other)].name, families[familyOf(other)].name, other);
    for (const item of items) put("relation", relationOf(item), relationLabel(item), other);
  }
  return [...parts.values()].sort((a, b) => b.members.size - a.members.size || (a.label < b.label ? -1 : 1));
}
