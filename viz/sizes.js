// How large a node is drawn: by one of a few measures, chosen in the legend and kept in the address.

import { data, nodeCount, nodes } from "./data.js";

export const SIZES = [
  { id: "", label: "neighbours", note: "how many names it is linked with" },
  { id: "broker", label: "ways through it", note: "how many shortest ways between others pass through it (betweenness)" },
  { id: "sources", label: "sources", note: "how many documents make a statement about it" },
];

let counted;
export function sourcesOf() {
  return (counted ??= countSources());
}

function countSources() {
  const seen = Array.from({ length: nodeCount }, () => new Set());
  const note = (node, document) => node >= 0 && document >= 0 && seen[node].add(document);
  for (const [kind, columns] of [["claims", ["subject", "object"]], ["flows", ["origin", "destination"]], ["observations", ["area"]], ["assessments", ["thing"]]]) {
    const table = data[kind];
    for (const column of columns) table[column].forEach((node, row) => note(node, table.document[row]));
  }
  return seen.map((documents) => documents.size);
}

// Radius in pixels at zoom 1, and what the measure says in words.
export function radiusBy(size) {
  if (size === "broker") return (node) => 4.5 + 13 * Math.sqrt(nodes.broker[node]);
  if (size === "sources") return (node) => 3.5 + Math.min(13, Math.sqrt(sourcesOf()[node]) * 2.6);
  return (node) => 4.5 + Math.min(11, Math.sqrt(nodes.degree[node]) * 1.6);
}
