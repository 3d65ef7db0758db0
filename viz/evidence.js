// A statement with its sentence: what is said, by whom, how surely, and the paragraph it stands in.

import { bibtexOf, citationOf } from "./citation.js";
import { copyButton } from "./copy.js";
import { data, nodes, rowOf, statusOf } from "./data.js";
import { element, name } from "./dom.js";
import { documentLink, nodeLink } from "./links.js";
import { markingWords } from "./markings.js";
import { chipOf, phrase } from "./phrases.js";

const AROUND = 220; // characters of the paragraph on either side of the sentence
export const KINDS = ["claims", "flows", "observations", "assessments"];

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
    citing(kind, row, [passage, start, end]),
  );
}

const citing = (kind, row, place) =>
  element("p", { class: "citing" },
    copyButton("Copy citation", () => citationOf(kind, row, place), { "data-cite": "" }),
    copyButton("BibTeX", () => bibtexOf(kind, row, place), { "aria-label": "Copy the citation as BibTeX" }));

// For the key c: the first citation in a part of the page.
export const citeFirst = (part) => part.querySelector("[data-cite]")?.click();

function properties(kind, row) {
  const table = data[kind];
  const speakers = table.speakers[row];
  const rows = [
    ["Said by", speakers.length ? speakers.map((node) => element("div", {}, nodeLink(node))) : "not known"],
    ["How surely", [chipOf(kind, row), " ", element("span", { class: "quiet" }, sureness(kind, row))]],
    table.period[row] ? ["When", table.period[row]] : null,
    ["Marking", markingWords(table.marking[row]) || "none"],
    ["Found by", [name(data.rules[table.rule[row]].join(", ") || "not recorded"), table.confidence[row] >= 0 ? element("span", { class: "quiet" }, ` · confidence ${Math.round(table.confidence[row] * 100)}%`) : null]],
    data.doubts[table.doubt[row]].length ? ["Weakened by", name(data.doubts[table.doubt[row]].join(", "))] : null,
  ];
  return element("dl", {}, rows.filter(Boolean).map(([term, value]) => [element("dt", {}, term), element("dd", {}, value)]));
}

function sureness(kind, row) {
  const table = data[kind];
  const polarity = data.polarities[table.polarity[row]].toLowerCase();
  return `${polarity}, ${data.modalities[table.modality[row]].toLowerCase()}`;
}

export const labelOf = (iri) => nodes.label[rowOf("nodes", iri)] ?? iri;
