// Two documents side by side, topic by topic: two years, two countries or two sources of the same.

import { data, rowOf, rowsOfDocument } from "./data.js";
import { element, name, plural } from "./dom.js";
import { KINDS } from "./evidence.js";
import { passes } from "./filters.js";
import { tallies } from "./glance.js";
import { headingsOf, isHeading } from "./headings.js";
import { topicsOf } from "./jumplist.js";
import { documentLink, shortTitle } from "./links.js";
import { longList } from "./lists.js";
import { statementItem } from "./phrases.js";
import { changed, go, noTable, nothingPicked } from "./state.js";

const CLIPPED = 420; // characters of a passage shown at first

const titleOfDocument = (document) =>
  [shortTitle(document), data.documents.issued[document].slice(0, 4)].filter(Boolean).join(", ") +
  (data.documents.label[document] === shortTitle(document) ? "" : ` – ${clipped(data.documents.label[document], 70)}`);
const clipped = (text, most) => (text.length > most ? text.slice(0, text.lastIndexOf(" ", most)) + " …" : text);

function choice(label, chosen, pick, without = -1) {
  const options = data.documents.iri.map((iri, document) => (document === without ? null : element("option", { value: iri, selected: document === chosen }, titleOfDocument(document))));
  const first = chosen < 0 ? element("option", { value: "" }, "Choose a document") : null;
  return element("label", { class: "choice" }, element("span", {}, label), element("select", { onchange: (event) => event.target.value && pick(event.target.value) }, first, options));
}

const toComparison = (doc, other) => ({ ...nothingPicked, ...noTable, view: "documents", doc, with: other });

// Offered beside an open document: compare it with another.
export const compareChoice = (document) => choice("Compare with", -1, (iri) => go(toComparison(data.documents.iri[document], iri)), document);

export function compareLink(first, second, text) {
  return element("a", { class: "button", href: changed(toComparison(data.documents.iri[first], data.documents.iri[second])) }, text);
}

export function showComparison(room, state) {
  const [first, second] = [rowOf("documents", state.doc), rowOf("documents", state.with)];
  if (first < 0 || second < 0) return room.append(element("div", { class: "empty" }, element("p", {}, "One of these documents is not in the graph."), element("a", { class: "button", href: changed({ doc: "", with: "" }) }, "All documents")));
  const sides = [first, second].map((document) => new Map(topicsOf(sayingSomething(rowsOfDocument().passages[document]))));
  const said = statementsByPassage(state);
  const topics = data.topics.label.filter((topic) => sides.some((side) => side.has(topic)));
  const shared = topics.filter((topic) => sides.every((side) => side.has(topic)));
  room.append(
    element("div", { class: "compare-head" },
      element("h2", {}, "Two documents, topic by topic"),
      element("div", { class: "choices" },
        choice("Left", first, (iri) => go({ doc: iri })), choice("Right", second, (iri) => go({ with: iri })),
        element("a", { class: "button", href: changed({ doc: state.with, with: state.doc }) }, "Swap"),
        element("a", { class: "button", href: changed({ with: "" }) }, "Read the left one")),
      element("p", { class: "quiet" }, `${plural(shared.length, "topic")} in both, ${plural(topics.length - shared.length, "topic")} in one of them`)),
    element("div", { class: "compared" },
      element("div", { class: "pair-row heads" }, [first, second].map((document) => element("h3", {}, documentLink(document, "", titleOfDocument(document))))),
      topics.length ? topics.map((topic) => topicRow(topic, sides, said, [first, second])) : element("p", { class: "empty" }, "No topic was found in the passages of these documents.")));
}

// Without the passages that are nothing but a heading.
function sayingSomething(passages) {
  const titles = new Set(headingsOf(passages).filter(({ passage, heading }) => isHeading(data.passages.text[passage], heading)).map(({ passage }) => passage));
  return passages.filter((passage) => !titles.has(passage));
}

function topicRow(topic, sides, said, documents) {
  const cell = (side, i) => {
    const passages = side.get(topic) ?? [];
    const found = passages.flatMap((passage) => said.get(passage) ?? []);
    const unique = [...new Map(found.map((one) => [`${one.kind}-${one.row}`, one])).values()];
    const judged = unique.filter(({ kind }) => kind === "assessments").map(({ row }) => row);
    return element("div", { class: "compared-cell", role: "group", "aria-label": `${topic}, ${shortTitle(documents[i])}` },
      passages.length ? passages.map((passage) => excerpt(passage, documents[i])) : element("p", { class: "quiet" }, "Nothing about this topic."),
      judged.length ? element("p", {}, tallies(judged)) : null,
      unique.length ? element("details", { class: "findings" }, element("summary", {}, plural(unique.length, "finding")), longList(unique, ({ kind, row }) => statementItem(kind, row))) : null);
  };
  return element("section", { class: "topic-row" }, element("h3", {}, name(topic)), element("div", { class: "pair-row" }, sides.map(cell)));
}

function excerpt(passage, document) {
  const text = data.passages.text[passage].replace(/\s+/g, " ").trim();
  const cut = text.length > CLIPPED ? text.lastIndexOf(" ", CLIPPED) : text.length;
  const quote = element("blockquote", { dir: "auto" }, text.slice(0, cut) + (cut < text.length ? " …" : ""));
  const whole = cut < text.length ? element("button", { type: "button", class: "plain", onclick: (event) => ((quote.textContent = text), event.target.remove()) }, "Whole paragraph") : null;
  return element("figure", {}, quote, element("figcaption", {}, documentLink(document, "", `¶ ${data.passages.number[passage]}`), " ", whole));
}

function statementsByPassage(state) {
  const test = passes(state);
  const found = new Map();
  for (const kind of KINDS) {
    data[kind].evidence.forEach((pieces, row) => {
      if (!test(kind, row)) return;
      for (const [passage] of pieces) if (passage >= 0) found.set(passage, [...(found.get(passage) ?? []), { kind, row }]);
    });
  }
  return found;
}
