// The rows of each table twin: what a view shows, as facts to read, sort and save.

import { data, indicatorOf, mentionsOf, nodes, statementCount, statusOf, statusWord, typeLabel } from "./data.js";
import { element, name } from "./dom.js";
import { rowsOf } from "./filters.js";
import { documentLink, nodeLink, shortTitle, toStatement } from "./links.js";
import { markingWords } from "./markings.js";
import { amount } from "./phrases.js";

const labels = (list) => list.map((node) => nodes.label[node]).join("; ");
const nodeText = (node) => (node < 0 ? "" : nodes.label[node]);
const nodeCell = (node) => (node < 0 ? "" : nodeLink(node));

// The columns that claims, flows and numbers share: who says it, how surely, when, where.
export const sourceColumns = (kind) => [
  { label: "Said by", text: (row) => labels(data[kind].speakers[row]), cell: (row) => data[kind].speakers[row].map((node) => element("div", {}, nodeLink(node))) },
  { label: "How surely", text: (row) => statusWord(statusOf(kind, row)) },
  { label: "When", text: (row) => data[kind].period[row] },
  { label: "Marking", text: (row) => markingWords(data[kind].marking[row]) },
  { label: "Source", text: (row) => passageText(kind, row), cell: (row) => sourceCell(kind, row) },
  { label: "Sentence", text: (row) => sentenceOf(kind, row), cell: (row) => element("a", { href: toStatement(kind, row) }, name(shortened(sentenceOf(kind, row)))) },
];

export function sentenceOf(kind, row) {
  return data[kind].evidence[row].map(([passage, ...rest]) => (passage < 0 ? rest[1] : data.passages.text[passage].slice(rest[0], rest[1]))).join(" … ").replace(/\s+/g, " ");
}

const shortened = (text) => (text.length > 140 ? text.slice(0, text.lastIndexOf(" ", 140)) + " …" : text);

function passageText(kind, row) {
  const document = data[kind].document[row];
  const passage = data[kind].evidence[row][0]?.[0] ?? -1;
  return [document < 0 ? "" : shortTitle(document), passage < 0 ? "" : data.passages.number[passage]].filter(Boolean).join(" ¶");
}

const sourceCell = (kind, row) =>
  data[kind].document[row] < 0 ? passageText(kind, row) : documentLink(data[kind].document[row], data[kind].iri[row], passageText(kind, row));

export function flowsTwin(state) {
  const table = data.flows;
  return {
    caption: "Flows of victims", file: "flows", rows: rowsOf("flows", state),
    columns: [
      { label: "From", text: (row) => nodeText(table.origin[row]), cell: (row) => nodeCell(table.origin[row]) },
      { label: "Through", text: (row) => labels(table.transit[row]), cell: (row) => table.transit[row].map((node) => element("div", {}, nodeLink(node))) },
      { label: "To", text: (row) => nodeText(table.destination[row]), cell: (row) => nodeCell(table.destination[row]) },
      { label: "Within one country", text: (row) => (table.internal[row] ? "yes" : "") },
      { label: "Exploitation", text: (row) => table.exploitation[row].join("; ") },
      { label: "Victims", text: (row) => table.groups[row].join("; ") },
      { label: "Number", numeric: true, text: (row) => (table.count[row] < 0 ? "" : String(table.count[row])) },
      ...sourceColumns("flows"),
    ],
  };
}

export function numbersTwin(state) {
  const table = data.observations;
  return {
    caption: "Numbers", file: "numbers", rows: rowsOf("observations", state),
    columns: [
      { label: "Indicator", text: (row) => indicatorOf(row) },
      { label: "Amount", numeric: true, text: (row) => table.value[row] || amount(row) },
      { label: "Unit", text: (row) => table.unit[row] },
      { label: "Of whom", text: (row) => table.population[row] },
      { label: "Area", text: (row) => nodeText(table.area[row]), cell: (row) => nodeCell(table.area[row]) },
      { label: "Disagreed on", text: (row) => (table.against[row].length ? "yes" : "") },
      ...sourceColumns("observations"),
    ],
  };
}

// All names, or those that the network was narrowed to.
export function namesTwin(state) {
  const kept = new Set(state.only);
  return {
    caption: kept.size ? "Chosen names" : "Names", file: "names",
    rows: nodes.iri.map((_, node) => node).filter((node) => !kept.size || kept.has(nodes.iri[node])),
    columns: [
      { label: "Name", text: (node) => nodes.label[node], cell: (node) => nodeLink(node) },
      { label: "Other names", text: (node) => nodes.aliases[node].join("; ") },
      { label: "Kind", text: (node) => typeLabel(node) },
      { label: "Country", text: (node) => nodes.country[node] },
      { label: "Neighbours", numeric: true, text: (node) => String(nodes.degree[node]) },
      { label: "Statements", numeric: true, text: (node) => String(statementCount()[node]) },
      { label: "Named", numeric: true, text: (node) => String(mentionsOf()[node].length) },
    ],
  };
}

export function documentsTwin() {
  const table = data.documents;
  return {
    caption: "Documents", file: "documents", rows: table.iri.map((_, document) => document),
    columns: [
      { label: "Document", text: (document) => table.label[document], cell: (document) => documentLink(document, "", table.label[document]) },
      { label: "Identifier", text: (document) => table.identifier[document] },
      { label: "Date", text: (document) => table.issued[document] },
      { label: "Author", text: (document) => (table.creator[document] < 0 ? table.author[document] : nodes.label[table.creator[document]]) },
      { label: "About", text: (document) => nodeText(table.about[document]), cell: (document) => nodeCell(table.about[document]) },
      { label: "Marking", text: (document) => markingWords(table.marking[document]) },
    ],
  };
}
