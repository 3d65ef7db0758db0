// The first screen: never the whole graph, but where to begin.

import { data, differences, disputes, doubtfulClaims, lineCount, members, nodeCount, nodes, rowsOfDocument, statementCount, statusOf } from "./data.js";
import { byId, element, fill, name, number, plural } from "./dom.js";
import { markingWords } from "./evidence.js";
import { nodeLink } from "./links.js";
import { longList } from "./lists.js";
import { statementItem } from "./phrases.js";
import { changed, noPicture, nothingPicked } from "./state.js";

export function showHome(state) {
  const room = byId("home");
  if (state.doc || state.pick || state.pair.length || state.statement) return false;
  if (!room.childElementCount) fill(room, content());
  return true;
}

function content() {
  if (!nodeCount && !data.documents.iri.length) {
    return element("div", { class: "empty" }, element("h1", {}, "The graph is empty"), element("p", {}, "Read a document into it with ", element("code", {}, "kg build"), " and write this page again."));
  }
  const total = data.claims.iri.length;
  return [
    element("div", { class: "lead" },
      element("h1", {}, name(data.title)),
      element("p", {}, [
        [nodeCount, "name"], [total, "statement"], [data.flows.iri.length, "flow"], [data.observations.iri.length, "number"], [data.documents.iri.length, "document"],
      ].filter(([count]) => count).map(([count, word]) => plural(count, word)).join(" · ")),
      element("p", { class: "quiet" }, "Search a name above, or begin here. Every line leads to the sentence it comes from.")),
    element("div", { class: "cards" }, contested(), actors(), documents(), flows(), groups(), brokers()),
  ];
}

function card(title, content, note, kind = "") {
  return element("section", { class: `panel ${kind}` }, element("h2", {}, title), note ? element("p", { class: "quiet" }, note) : null, content);
}

function documents() {
  const rows = rowsOfDocument();
  const list = data.documents.iri.map((_, document) => document).sort((a, b) => (data.documents.issued[b] > data.documents.issued[a] ? 1 : -1));
  const item = (document) => {
    const table = data.documents;
    const facts = [table.identifier[document], table.issued[document], data.markings[table.marking[document]] ? markingWords(table.marking[document]) : ""];
    return element("li", {},
      element("a", { href: changed({ ...noPicture, ...nothingPicked, doc: table.iri[document] }), "data-tab": "reader" }, name(table.label[document])),
      element("span", { class: "under" }, facts.filter(Boolean).join(" · ")),
      element("span", { class: "under" }, `${plural(rows.claims[document].length, "statement")} · ${plural(rows.flows[document].length, "flow")} · ${plural(rows.observations[document].length, "number")}`));
  };
  return card("Documents", list.length ? longList(list, item, 8) : element("p", { class: "empty" }, "No document stands behind this graph."));
}

function actors() {
  const count = statementCount();
  const top = nodes.iri.map((_, node) => node).sort((a, b) => count[b] - count[a] || a - b).slice(0, 40).filter((node) => count[node]);
  if (!top.length) return null;
  const most = count[top[0]];
  const item = (node) => {
    const bar = element("span", { class: "bar-of", "aria-hidden": "true" });
    bar.style.setProperty("--share", `${Math.max(3, (count[node] / most) * 100)}%`);
    return element("li", { class: "ranked" }, nodeLink(node), element("span", { class: "count" }, number(count[node])), bar);
  };
  return card("Most spoken of", longList(top, item, 10), "by number of statements");
}

function brokers() {
  const top = nodes.iri.map((_, node) => node).filter((node) => nodes.broker[node] > 0.05).sort((a, b) => nodes.broker[b] - nodes.broker[a] || a - b).slice(0, 20);
  if (top.length < 3) return null;
  return card("Between the groups", longList(top, (node) => element("li", {}, nodeLink(node)), 6), "many shortest ways between others pass through them");
}

function groups() {
  const large = members().map((group, number) => ({ group, number })).filter(({ group }) => group.length > 2);
  if (!large.length) return null;
  const item = ({ group }) =>
    element("li", {},
      element("a", { href: changed({ ...noPicture, ...nothingPicked, community: nodes.iri[group[0]] }) }, group.slice(0, 3).flatMap((node, i) => [i ? " · " : "", name(nodes.label[node])])),
      element("span", { class: "under" }, plural(group.length, "name")));
  return card("Groups", longList(large, item, 6), "names with many links among themselves");
}

function flows() {
  const rows = data.flows.iri.map((_, row) => row).sort((a, b) => data.flows.count[b] - data.flows.count[a] || a - b);
  if (!rows.length) return null;
  return card("Flows of victims", longList(rows, (row) => statementItem("flows", row), 6));
}

function contested() {
  const found = doubtfulClaims();
  const split = disputes();
  const figures = differences();
  if (!found.length && !figures.length) {
    return card("What is contested", element("p", { class: "empty" }, "Nothing is denied, alleged or contradicted in this graph."));
  }
  const disputed = new Set(split.flat());
  const rest = found.filter((row) => !disputed.has(row)).sort((a, b) => weight(a) - weight(b) || a - b);
  const parts = [];
  if (split.length) parts.push(element("h3", {}, `Both yes and no: ${split.length}`), longList(split.map((rows) => rows[0]), (row) => statementItem("claims", row), 4));
  if (figures.length) parts.push(element("h3", {}, `Figures that differ: ${figures.length}`), longList(figures.map((rows) => rows[0]), (row) => statementItem("observations", row), 4));
  if (rest.length) parts.push(element("h3", {}, `Denied, negated, alleged, believed: ${rest.length}`), longList(rest, (row) => statementItem("claims", row), 5));
  if (lineCount) parts.push(element("p", {}, element("a", { class: "button", href: changed({ ...noPicture, ...nothingPicked, doubt: true }) }, "Show them in a picture")));
  return card("What is contested", parts, "", "contested");
}

const weight = (row) => ["denied", "negated", "alleged", "believed"].indexOf(statusOf("claims", row)) + 10;
