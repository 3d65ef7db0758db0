// The first screen: never the whole graph, but where to begin.

import { data, differences, disputes, doubtfulClaims, lineCount, nodeCount, nodes, rowsOfDocument, statementCount, statusOf } from "./data.js";
import { byId, element, fill, name, number, plural } from "./dom.js";
import { isFiltered, passes, rowsOf } from "./filters.js";
import { bar, destinations, judgements } from "./glance.js";
import { groupFacts, groupName, largeGroups } from "./groups.js";
import { nodeLink } from "./links.js";
import { longList } from "./lists.js";
import { hasMarking, markingWords } from "./markings.js";
import { statementItem } from "./phrases.js";
import { disagreement } from "./sides.js";
import { changed, noPicture, nothingPicked } from "./state.js";
import { tasks } from "./tasks.js";

let shownFor = null;

export function showHome(state) {
  if (state.doc || state.pick || state.pair.length || state.statement) return false;
  const filters = JSON.stringify([state.hide, state.from, state.to]);
  if (filters !== shownFor) fill(byId("home"), content(state));
  shownFor = filters;
  return true;
}

function content(state) {
  if (!nodeCount && !data.documents.iri.length) {
    return element("div", { class: "empty" }, element("h1", {}, "The graph is empty"), element("p", {}, "Read a document into it with ", element("code", {}, "kg build"), " and write this page again."));
  }
  return [
    element("div", { class: "lead" },
      element("h1", {}, name(data.title)),
      element("p", {}, [
        [nodeCount, "name"], [data.claims.iri.length, "statement"], [data.flows.iri.length, "flow"], [data.observations.iri.length, "number"],
        [data.assessments.iri.length, "assessment"], [data.documents.iri.length, "document"],
      ].filter(([count]) => count).map(([count, word]) => plural(count, word)).join(" · ")),
      begin()),
    element("div", { class: "cards" }, contested(state), actors(state), flows(state), documents(), judged(state), groups(), brokers()),
  ];
}

function begin() {
  const links = tasks().map(({ text, href }) => element("li", {}, element("a", { class: "task", href, "data-tab": "main" }, name(text))));
  return [
    element("p", { class: "quiet" }, "Search a name above, or begin here. Every line leads to the sentence it comes from."),
    links.length ? element("ul", { class: "tasks", "aria-label": "Examples of what to ask" }, links) : null,
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
    const facts = [table.identifier[document], table.issued[document], hasMarking(table.marking[document]) ? markingWords(table.marking[document]) : ""];
    return element("li", {},
      element("a", { href: changed({ ...noPicture, ...nothingPicked, doc: table.iri[document] }), "data-tab": "reader" }, name(table.label[document])),
      element("span", { class: "under" }, facts.filter(Boolean).join(" · ")),
      element("span", { class: "under" }, `${plural(rows.claims[document].length, "statement")} · ${plural(rows.flows[document].length, "flow")} · ${plural(rows.observations[document].length, "number")}`));
  };
  return card("Documents", list.length ? longList(list, item, 8) : element("p", { class: "empty" }, "No document stands behind this graph."));
}

function actors(state) {
  const count = isFiltered(state) ? countOf(state) : statementCount();
  const top = nodes.iri.map((_, node) => node).sort((a, b) => count[b] - count[a] || a - b).slice(0, 40).filter((node) => count[node]);
  if (!top.length) return null;
  const most = count[top[0]];
  const item = (node) => element("li", { class: "ranked" }, nodeLink(node), element("span", { class: "count" }, number(count[node])), bar(count[node] / most));
  return card("Most spoken of", longList(top, item, 8), "by number of statements");
}

function countOf(state) {
  const count = new Array(nodeCount).fill(0);
  for (const [kind, ends] of [["claims", ["subject", "object"]], ["flows", ["origin", "destination"]]]) {
    for (const row of rowsOf(kind, state)) for (const end of ends) if (data[kind][end][row] >= 0) count[data[kind][end][row]] += 1;
  }
  return count;
}

function brokers() {
  const top = nodes.iri.map((_, node) => node).filter((node) => nodes.broker[node] > 0.05).sort((a, b) => nodes.broker[b] - nodes.broker[a] || a - b).slice(0, 20);
  if (top.length < 3) return null;
  return card("Between the groups", longList(top, (node) => element("li", {}, nodeLink(node)), 6), "many shortest ways between others pass through them");
}

function groups() {
  const large = largeGroups();
  if (!large.length) return null;
  const item = ({ group, number: community }) => {
    const { centre, around, ...facts } = groupName(community);
    return element("li", {},
      element("a", { href: changed({ ...noPicture, ...nothingPicked, community: nodes.iri[group[0]] }) }, "Around ", name(nodes.label[centre])),
      element("span", { class: "under" }, ["with ", around.flatMap((node, i) => [i ? ", " : "", name(nodes.label[node])])]),
      element("span", { class: "under" }, [plural(group.length, "name"), groupFacts(facts)].filter(Boolean).join(" · ")));
  };
  return card("Groups", longList(large, item, 6), "names with many links among themselves");
}

function flows(state) {
  const rows = rowsOf("flows", state);
  const onMap = element("p", {}, element("a", { class: "button", href: changed({ view: "map" }) }, "Show them on the map"));
  return rows.length ? card("Where victims are taken", [destinations(rows), onMap], "destinations by number of flows, with what for") : null;
}

function judged(state) {
  const rows = rowsOf("assessments", state);
  return rows.length ? card("What is judged", judgements(rows), "favourable and unfavourable, by topic") : null;
}

function contested(state) {
  const test = passes(state);
  const found = doubtfulClaims().filter((row) => test("claims", row));
  const split = disputes().filter((rows) => rows.every((row) => test("claims", row)));
  const figures = differences().filter((rows) => rows.every((row) => test("observations", row)));
  if (!found.length && !figures.length) {
    return card("What is contested", element("p", { class: "empty" }, "Nothing is denied, alleged or contradicted here."), "", "contested");
  }
  const disputed = new Set(split.flat());
  const rest = found.filter((row) => !disputed.has(row)).sort((a, b) => weight(a) - weight(b) || a - b);
  const parts = [];
  if (split.length) parts.push(element("h3", {}, `Both yes and no: ${split.length}`), longList(split, (rows) => disagreement("claims", rows), 4));
  if (figures.length) parts.push(element("h3", {}, `Figures that differ: ${figures.length}`), longList(figures, (rows) => disagreement("observations", rows), 4), element("p", {}, element("a", { class: "button", href: changed({ view: "numbers" }) }, "Compare them")));
  if (rest.length) parts.push(element("h3", {}, `Denied, negated, alleged, believed: ${rest.length}`), longList(rest, (row) => statementItem("claims", row), 5));
  if (lineCount) parts.push(element("p", {}, element("a", { class: "button", href: changed({ ...noPicture, ...nothingPicked, doubt: true }) }, "Show them in a picture")));
  return card("What is contested", parts, "", "contested");
}

const weight = (row) => ["denied", "negated", "alleged", "believed"].indexOf(statusOf("claims", row)) + 10;
