// The documents: what was read, what was found in each, and which may be laid side by side.

import { compareLink, showComparison } from "./compare.js";
import { data, nodes, rowsOfDocument } from "./data.js";
import { element, fill, name, plural } from "./dom.js";
import { bar, tallies } from "./glance.js";
import { topicsOf } from "./jumplist.js";
import { documentLink } from "./links.js";
import { hasMarking, markingWords } from "./markings.js";

export function showDocuments(room, state) {
  fill(room);
  if (state.doc && state.with) return showComparison(room, state);
  const documents = data.documents.iri.map((_, document) => document);
  if (!documents.length) return fill(room, element("div", { class: "empty" }, element("p", {}, "No document stands behind this graph.")));
  const suggested = pairs().slice(0, 4);
  fill(room,
    element("h2", {}, plural(documents.length, "document")),
    suggested.length ? element("p", { class: "actions" }, element("span", { class: "quiet" }, "Side by side: "), suggested.map(([a, b, words]) => compareLink(a, b, words))) : null,
    element("ul", { class: "documents" }, documents.map((document) => element("li", { class: "panel" }, summary(document)))));
}

const figures = (document) => {
  const rows = rowsOfDocument();
  return [["claims", "statement"], ["flows", "flow"], ["observations", "number"], ["assessments", "assessment"]]
    .map(([kind, word]) => [rows[kind][document].length, word]).filter(([count]) => count).map(([count, word]) => plural(count, word));
};

function summary(document) {
  const table = data.documents;
  const rows = rowsOfDocument();
  const author = table.creator[document] >= 0 ? nodes.label[table.creator[document]] : table.author[document];
  const about = table.about[document] >= 0 ? nodes.label[table.about[document]] : "";
  const facts = [table.identifier[document], table.issued[document], author && `by ${author}`, about && `about ${about}`].filter(Boolean);
  const topics = topicsOf(rows.passages[document]).map(([topic, passages]) => [topic, passages.length]).sort((a, b) => b[1] - a[1]).slice(0, 5);
  const most = topics[0]?.[1] ?? 1;
  return [
    element("h3", {}, documentLink(document, "", table.label[document])),
    element("p", { class: "quiet" }, facts.flatMap((fact, i) => [i ? " · " : "", name(fact)])),
    hasMarking(table.marking[document]) ? element("p", { class: "portion" }, markingWords(table.marking[document])) : null,
    element("p", {}, figures(document).join(" · ") || "Nothing was found in it."),
    rows.assessments[document].length ? element("p", {}, tallies(rows.assessments[document])) : null,
    topics.length ? element("ul", { class: "list", "aria-label": "Most frequent topics, by paragraphs" }, topics.map(([topic, count]) => element("li", { class: "ranked" }, name(topic), element("span", { class: "count" }, plural(count, "paragraph")), bar(count / most)))) : null,
  ];
}

// Pairs worth comparing: two sources or years of one country before two countries.
function pairs() {
  const table = data.documents;
  const found = [];
  for (let a = 0; a < table.iri.length && found.length < 40; a++) {
    for (let b = a + 1; b < table.iri.length && found.length < 40; b++) {
      const [one, other] = [table.about[a], table.about[b]];
      if (one < 0 || other < 0) continue;
      const years = [a, b].map((document) => table.issued[document].slice(0, 4));
      if (one !== other) found.push([a, b, [one, other].map((node) => nodes.label[node]).sort().join(" and "), 2]);
      else if (years[0] && years[1] && years[0] !== years[1]) found.push([a, b, `${nodes.label[one]} ${years.sort().join(" and ")}`, 0]);
      else found.push([a, b, `${nodes.label[one]}: two sources`, 1]);
    }
  }
  const once = new Map(found.reverse().map((pair) => [pair[2], pair]));
  return [...once.values()].reverse().sort((x, y) => x[3] - y[3]);
}
