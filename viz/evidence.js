// A statement with its sentence: what is said, by whom, how surely, and the paragraph it stands in.

import { data, lines, lineBetween, nodes, rowOf, statusOf, statusWord } from "./data.js";
import { element, name, plural } from "./dom.js";
import { documentLink, nodeLink } from "./links.js";
import { longList } from "./lists.js";
import { chipOf, phrase, statementItem } from "./phrases.js";

const AROUND = 220; // characters of the paragraph on either side of the sentence
const MARKINGS = { U: "unclassified", FOUO: "for official use only", SBU: "sensitive but unclassified", C: "confidential", S: "secret" };
const TITLES = { flows: "Flow of victims", observations: "Number", assessments: "Assessment" };
export const KINDS = ["claims", "flows", "observations", "assessments"];

export const markingWords = (code) => {
  const marking = data.markings[code];
  return MARKINGS[marking] ? `${marking} (${MARKINGS[marking]})` : marking;
};

export function findStatement(iri) {
  for (const kind of KINDS) {
    const row = rowOf(kind, iri);
    if (row >= 0) return { kind, row };
  }
  return null;
}

export function statementCard(kind, row) {
  return element(
    "article",
    { class: `card ${statusOf(kind, row)}` },
    element("p", { class: "said" }, phrase(kind, row)),
    kind === "facts"
      ? element("p", { class: "quiet" }, "This edge comes from the curated tables; no sentence of a document stands behind it.")
      : [data[kind].evidence[row].map((piece) => quotation(kind, row, piece)), properties(kind, row)],
  );
}

function quotation(kind, row, [passage, ...rest]) {
  const document = data[kind].document[row];
  if (passage < 0) {
    const [before, exact, after] = rest;
    return element("blockquote", { dir: "auto" }, before, element("mark", {}, exact), after);
  }
  const text = data.passages.text[passage];
  const [start, end] = rest;
  const from = start > AROUND ? text.lastIndexOf(" ", start - AROUND * 0.8) + 1 : 0;
  const nextGap = text.indexOf(" ", end + AROUND * 0.8);
  const to = text.length - end > AROUND && nextGap > 0 ? nextGap : text.length;
  const quote = element("blockquote", { dir: "auto" });
  const write = (first, last) => {
    quote.replaceChildren(first > 0 ? "… " : "", text.slice(first, start), element("mark", {}, text.slice(start, end)), text.slice(end, last), last < text.length ? " …" : "");
  };
  write(from, to);
  const whole = from > 0 || to < text.length
    ? element("button", { type: "button", class: "plain", onclick: (event) => (write(0, text.length), event.target.remove()) }, "Whole paragraph")
    : null;
  const heading = data.passages.heading[passage];
  return element(
    "figure",
    {},
    quote,
    element("figcaption", {},
      document >= 0 ? documentLink(document, data[kind].iri[row], `Read in ${data.documents.identifier[document] || "the document"}`) : null,
      data.passages.number[passage] ? ` paragraph ${data.passages.number[passage]}` : "",
      heading ? [", ", name(heading)] : null, " ", whole),
  );
}

function properties(kind, row) {
  const table = data[kind];
  const speakers = table.speakers[row];
  const rows = [
    ["Said by", speakers.length ? speakers.map((node) => element("div", {}, nodeLink(node))) : "not known"],
    ["How surely", [chipOf(kind, row), " ", element("span", { class: "quiet" }, sureness(kind, row))]],
    table.period[row] ? ["When", table.period[row]] : null,
    ["Marking", data.markings[table.marking[row]] ? markingWords(table.marking[row]) : "none"],
    ["Found by", [name(data.rules[table.rule[row]] || "not recorded"), table.confidence[row] >= 0 ? element("span", { class: "quiet" }, ` · confidence ${Math.round(table.confidence[row] * 100)}%`) : null]],
  ];
  return element("dl", {}, rows.filter(Boolean).map(([term, value]) => [element("dt", {}, term), element("dd", {}, value)]));
}

function sureness(kind, row) {
  const table = data[kind];
  const polarity = data.polarities[table.polarity[row]].toLowerCase();
  return `${polarity}, ${data.modalities[table.modality[row]].toLowerCase()}`;
}

// One statement, what contradicts it, and what else was found in the same sentence.
export function statementDetails({ kind, row }) {
  const against = data[kind].against?.[row] ?? [];
  const beside = sameSentence(kind, row);
  return [
    element("h2", {}, TITLES[kind] ?? "Statement"),
    statementCard(kind, row),
    against.length
      ? element("div", { class: "against" }, element("h3", {}, kind === "claims" ? "Others say the opposite" : "Others give another figure"), longList(against, (other) => statementItem(kind, other)))
      : null,
    beside.length
      ? [element("h3", {}, "Also found in this sentence"), longList(beside, (other) => statementItem(other.kind, other.row))]
      : null,
  ];
}

function sameSentence(kind, row) {
  const found = [];
  const spans = data[kind].evidence[row].filter(([passage]) => passage >= 0);
  const meets = ([passage, start, end]) => spans.some(([p, s, e]) => p === passage && s < end && start < e);
  for (const other of KINDS) {
    data[other].evidence.forEach((pieces, otherRow) => {
      if ((other !== kind || otherRow !== row) && pieces.some(meets)) found.push({ kind: other, row: otherRow });
    });
  }
  return found;
}

// Everything between two nodes.
export function pairDetails([first, second]) {
  const [a, b] = [rowOf("nodes", first), rowOf("nodes", second)];
  const line = a < 0 || b < 0 ? -1 : lineBetween(a, b);
  if (line < 0) return [element("h2", {}, "Nothing between these two"), element("p", {}, "The graph holds no statement that links them directly.")];
  const items = [...lines.items[line]];
  const sourced = items.filter((item) => item.kind !== "facts");
  const documents = new Set(sourced.map((item) => data[item.kind].document[item.row]).filter((document) => document >= 0));
  const speakers = new Set(sourced.flatMap((item) => data[item.kind].speakers[item.row]));
  const words = [...new Set(items.map((item) => statusWord(item.status)))].join(", ");
  return [
    element("h2", { class: "pair" }, nodeLink(a), element("span", { class: "quiet" }, " and "), nodeLink(b)),
    element("p", { class: "quiet" }, `${plural(items.length, "statement")} · ${plural(documents.size, "document")} · ${plural(speakers.size, "speaker")} · ${words}`),
    longList(items, (item) => element("li", {}, statementCard(item.kind, item.row)), 20),
  ];
}

export const labelOf = (iri) => nodes.label[rowOf("nodes", iri)] ?? iri;
