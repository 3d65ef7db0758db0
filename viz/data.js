// The tables that Python wrote into the page, and what follows from them.
// A node, document, passage or statement is its row number; -1 means none.

import { unpack } from "./unpack.js";

export const data = unpack(JSON.parse(document.getElementById("data").textContent));
document.getElementById("data").tables = data; // so that tests and the console can ask
export const nodes = data.nodes;
export const nodeCount = nodes.iri.length;

const familyOfClass = new Map();
data.looks.families.forEach((family, number) => family.classes.forEach((name) => familyOfClass.set(name, number)));
export const families = data.looks.families;
const typeFamily = data.classes.name.map((name) => familyOfClass.get(name) ?? families.length - 1);

export const familyOf = (node) => typeFamily[nodes.type[node]];
export const typeLabel = (node) => data.classes.label[nodes.type[node]];
export const predicateLabel = (number) => data.predicates.label[number];
export const indicatorOf = (row) => data.indicators.label[data.observations.indicator[row]];

const rowsByIri = {};
export function rowOf(table, iri) {
  rowsByIri[table] ??= new Map(data[table].iri.map((value, row) => [value, row]));
  return rowsByIri[table].get(iri) ?? -1;
}

// ---- how sure a statement is, in the order of the legend

export const statuses = [
  { name: "stated", word: "stated", note: "said as a fact" },
  { name: "fact", word: "on record", note: "from the curated tables, not from a document" },
  { name: "believed", word: "believed", note: "somebody believes it" },
  { name: "alleged", word: "alleged", note: "somebody alleges it" },
  { name: "planned", word: "planned", note: "announced, not done" },
  { name: "negated", word: "said not to be so", note: "the text says that it is not so" },
  { name: "denied", word: "denied", note: "somebody denies it" },
];
const statusNumber = new Map(statuses.map((status, number) => [status.name, number]));

export function statusOf(kind, row) {
  if (kind === "facts") return "fact";
  const table = data[kind];
  const modality = data.modalities[table.modality[row]];
  if (modality === "Denied") return "denied";
  if (data.polarities[table.polarity[row]] === "Negated") return "negated";
  return modality === "Asserted" ? "stated" : statusNumber.has(modality.toLowerCase()) ? modality.toLowerCase() : "stated";
}
export const statusWord = (name) => statuses[statusNumber.get(name)].word;

// ---- lines: every pair of nodes with something between them, and the statements that it carries

const lineOfPair = new Map();
export const lines = { a: [], b: [], items: [] };
const pairKey = (a, b) => (a < b ? a * nodeCount + b : b * nodeCount + a);

function addItem(a, b, kind, row) {
  if (a < 0 || b < 0 || a === b) return;
  const key = pairKey(a, b);
  let line = lineOfPair.get(key);
  if (line === undefined) {
    line = lines.a.length;
    lineOfPair.set(key, line);
    lines.a.push(Math.min(a, b));
    lines.b.push(Math.max(a, b));
    lines.items.push([]);
  }
  lines.items[line].push({ kind, row, from: a, status: statusOf(kind, row) });
}

data.claims.subject.forEach((subject, row) => addItem(subject, data.claims.object[row], "claims", row));
data.facts.subject.forEach((subject, row) => addItem(subject, data.facts.object[row], "facts", row));
data.flows.legs.forEach((legs, row) => legs.forEach(([a, b]) => addItem(a, b, "flows", row)));

export const lineCount = lines.a.length;
export const lineBetween = (a, b) => lineOfPair.get(pairKey(a, b)) ?? -1;

function rowsBy(count, columns) {
  const rows = Array.from({ length: count }, () => []);
  for (const column of columns) {
    column.forEach((value, row) => {
      for (const owner of Array.isArray(value) ? value : [value]) {
        if (owner >= 0 && rows[owner][rows[owner].length - 1] !== row) rows[owner].push(row);
      }
    });
  }
  return rows;
}

export const linesOf = rowsBy(nodeCount, [lines.a, lines.b]);
const once = (make) => {
  let value;
  return () => (value ??= make());
};
const merged = (count, columns) => rowsBy(count, columns).map((rows) => [...new Set(rows)].sort((a, b) => a - b));

// ---- who takes part in what; built when first asked for

export const claimsOfSubject = once(() => rowsBy(nodeCount, [data.claims.subject]));
export const claimsOfObject = once(() => rowsBy(nodeCount, [data.claims.object]));
export const factsOf = once(() => merged(nodeCount, [data.facts.subject, data.facts.object]));
export const flowsOf = once(() => merged(nodeCount, [data.flows.origin, data.flows.transit, data.flows.destination]));
export const numbersOf = once(() => merged(nodeCount, [data.observations.area, data.observations.speakers]));
export const assessmentsOf = once(() => rowsBy(nodeCount, [data.assessments.thing]));
export const claimsSaidBy = once(() => rowsBy(nodeCount, [data.claims.speakers]));
export const mentionsOf = once(() => rowsBy(nodeCount, [data.mentions.node]));
export const rowsOfDocument = once(() => ({
  claims: rowsBy(data.documents.iri.length, [data.claims.document]),
  flows: rowsBy(data.documents.iri.length, [data.flows.document]),
  observations: rowsBy(data.documents.iri.length, [data.observations.document]),
  assessments: rowsBy(data.documents.iri.length, [data.assessments.document]),
  passages: rowsBy(data.documents.iri.length, [data.passages.document]),
}));
export const members = once(() => rowsBy(Math.max(-1, ...nodes.community) + 1, [nodes.community]));

export const statementCount = once(() => {
  const count = new Array(nodeCount).fill(0);
  for (const items of [data.claims.subject, data.claims.object, data.flows.origin, data.flows.destination]) {
    for (const node of items) if (node >= 0) count[node] += 1;
  }
  return count;
});

// ---- where statements disagree: Python links those that say yes and no of the same thing, and figures that differ

function groupsOf(against) {
  const seen = new Set();
  const groups = [];
  against.forEach((others, row) => {
    if (!others.length || seen.has(row)) return;
    const group = new Set([row]);
    for (const member of group) for (const other of against[member]) group.add(other);
    for (const member of group) seen.add(member);
    groups.push([...group].sort((a, b) => a - b));
  });
  return groups;
}
export const disputes = once(() => groupsOf(data.claims.against));
export const differences = once(() => groupsOf(data.observations.against));
export const doubtfulClaims = once(() =>
  data.claims.iri
    .map((_, row) => row)
    .filter((row) => data.claims.against[row].length || !["stated", "planned"].includes(statusOf("claims", row))),
);
