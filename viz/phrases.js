// Statements in plain words.

import { data, indicatorOf, nodes, predicateLabel, statusOf, statusWord } from "./data.js";
import { element, name, number, plural } from "./dom.js";
import { chip } from "./looks.js";
import { documentLink, nodeLink, toStatement } from "./links.js";

export const objectOf = (row) => (data.claims.object[row] < 0 ? name(data.claims.text[row]) : nodeLink(data.claims.object[row]));

export function phrase(kind, row) {
  if (kind === "flows") return flowPhrase(row);
  if (kind === "observations") return numberPhrase(row);
  if (kind === "assessments") return assessmentPhrase(row);
  const table = data[kind];
  const end = kind === "facts" ? nodeLink(table.object[row]) : objectOf(row);
  const verb = element("span", { class: "verb" }, predicateLabel(table.predicate[row]));
  return element("span", { class: "phrase" }, nodeLink(table.subject[row]), " ", negation(kind, row), verb, " ", end);
}

// "not" where the text says no; a denied statement keeps its wording and bears the word "denied".
function negation(kind, row) {
  const no = kind !== "facts" && data.polarities[data[kind].polarity[row]] === "Negated";
  return no ? element("strong", { class: "not" }, "not: ") : null;
}

export const chipOf = (kind, row) => chip(statusOf(kind, row), statusWord(statusOf(kind, row)));

function flowPhrase(row) {
  const table = data.flows;
  const missing = element("span", { class: "quiet" }, "not said");
  const place = (node) => (node < 0 ? missing.cloneNode(true) : nodeLink(node));
  const through = table.transit[row].flatMap((node) => [" through ", nodeLink(node)]);
  const way = table.internal[row]
    ? ["within ", place(table.origin[row] >= 0 ? table.origin[row] : table.destination[row])]
    : [place(table.origin[row]), through, " → ", place(table.destination[row])];
  const details = [
    table.count[row] >= 0 ? plural(table.count[row], "victim") : "",
    table.groups[row].join(", "),
    table.exploitation[row].filter((form) => form.toLowerCase() !== "unspecified").join(", "),
  ].filter(Boolean);
  return element("span", { class: "phrase" }, way, details.length ? element("span", { class: "quiet" }, " · " + details.join(" · ")) : null);
}

export function amount(row) {
  const table = data.observations;
  const [value, least, most] = [table.value[row], table.minimum[row], table.maximum[row]];
  if (value) return grouped(value);
  if (least && most) return `${grouped(least)} to ${grouped(most)}`;
  return least ? `at least ${grouped(least)}` : most ? `up to ${grouped(most)}` : "?";
}
const grouped = (text) => (Number.isFinite(Number(text)) && Number(text) >= 10000 ? number(Number(text)) : text);

function numberPhrase(row) {
  const table = data.observations;
  const area = table.area[row] < 0 ? null : [" · ", nodeLink(table.area[row])];
  return element(
    "span",
    { class: "phrase" },
    name(indicatorOf(row)), ": ",
    element("strong", { class: "amount" }, amount(row)), " ", name(table.unit[row]),
    table.population[row] ? element("span", { class: "quiet" }, " · ", name(table.population[row])) : null,
    area,
  );
}

function assessmentPhrase(row) {
  const table = data.assessments;
  const whose = table.thing[row] < 0 ? null : [" · ", nodeLink(table.thing[row])];
  return element(
    "span",
    { class: "phrase" },
    name(table.text[row]), ": ", negation("assessments", row),
    element("strong", {}, table.value[row].toLowerCase()),
    table.topic[row] ? element("span", { class: "quiet" }, " · ", table.topic[row]) : null,
    whose,
  );
}

// Who says it, where, about when: the small print under a statement.
export function source(kind, row) {
  if (kind === "facts") return element("span", { class: "source" }, "from the curated tables");
  const table = data[kind];
  const parts = [];
  if (table.speakers[row].length) parts.push(["said by ", table.speakers[row].flatMap((node, i) => [i ? ", " : "", name(nodes.label[node])])]);
  if (table.period[row]) parts.push([table.period[row]]);
  if (table.document[row] >= 0) parts.push([documentLink(table.document[row], table.iri[row], where(kind, row))]);
  return element("span", { class: "source" }, parts.flatMap((part, i) => [i ? " · " : "", part]));
}

function where(kind, row) {
  const document = data[kind].document[row];
  const passage = data[kind].evidence[row][0]?.[0] ?? -1;
  const at = passage >= 0 && data.passages.number[passage] ? ` ¶${data.passages.number[passage]}` : "";
  return (data.documents.identifier[document] || data.documents.label[document]) + at;
}

// One line of a list: the statement, its status unless plainly stated, and a way to its sentence.
export function statementItem(kind, row, content) {
  const status = statusOf(kind, row);
  const against = data[kind].against?.[row]?.length > 0;
  return element(
    "li",
    { class: "statement" },
    content ?? phrase(kind, row), " ",
    status === "stated" ? null : chipOf(kind, row),
    against ? element("span", { class: "chip disputed" }, "≠ disagreed on") : null,
    element("span", { class: "under" }, source(kind, row), " ",
      element("a", { href: toStatement(kind, row), class: "why" }, kind === "facts" ? "details" : "sentence")),
  );
}
