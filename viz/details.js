// The side panel: a node, a pair, a statement, a group or a document, whichever is chosen.

import { assessmentsOf, claimsOfObject, claimsOfSubject, claimsSaidBy, factsOf, flowsOf, linesOf, members, mentionsOf } from "./data.js";
import { data, familyOf, lines, nodes, numbersOf, predicateLabel, rowOf, rowsOfDocument, statementCount, typeLabel } from "./data.js";
import { byId, element, fill, name, number, outward, plural } from "./dom.js";
import { expandButtons } from "./expand.js";
import { findStatement } from "./evidence.js";
import { arcDetails } from "./flowdetails.js";
import { groupFacts, groupName } from "./groups.js";
import { linkedDetails } from "./linked.js";
import { glyph } from "./looks.js";
import { documentLink, nodeLink, shortTitle } from "./links.js";
import { groupBy, longList, section } from "./lists.js";
import { objectOf, statementItem } from "./phrases.js";
import { communityOf } from "./scene.js";
import { changed, nothingPicked } from "./state.js";
import { pairDetails, statementDetails } from "./statements.js";
import { VERBS } from "./tasks.js";

// Fills the panel; false when the state chooses nothing.
export function showDetails(state) {
  const panel = byId("details");
  const content = contentFor(state);
  panel.hidden = !content;
  if (!content) return false;
  const close = element("a", { class: "close", href: changed(nothingPicked), "aria-label": "Close the details" }, "×");
  fill(panel, state.pick || state.arc || state.statement || state.pair.length ? close : null, content);
  panel.scrollTop = 0;
  return true;
}

function contentFor(state) {
  if (state.statement) {
    const found = findStatement(state.statement);
    return found ? statementDetails(found) : missing("statement");
  }
  if (state.arc) return arcDetails(state);
  if (state.pair.length) return pairDetails(state.pair);
  if (state.pick) {
    const node = rowOf("nodes", state.pick);
    return node >= 0 ? nodeDetails(node, state) : missing("name");
  }
  if (state.link || state.path.length) return linkedDetails(state);
  if (state.community) return groupDetails(communityOf(state));
  if (state.doc && !state.with) {
    const document = rowOf("documents", state.doc);
    return document >= 0 ? documentDetails(document) : missing("document");
  }
  return null;
}

const missing = (what) => [
  element("h2", {}, `This ${what} is not in the graph`),
  element("p", {}, "The link may come from another build. Search for it by name, or start again from ", element("a", { href: "#" }, "the start page"), "."),
];

function nodeDetails(node, state) {
  const others = nodes.aliases[node];
  const subject = claimsOfSubject()[node];
  const object = claimsOfObject()[node];
  const flows = flowsOf()[node];
  const numbers = numbersOf()[node];
  const judged = assessmentsOf()[node];
  const said = claimsSaidBy()[node].filter((row) => data.claims.subject[row] !== node && data.claims.object[row] !== node);
  const facts = factsOf()[node];
  const nothing = !subject.length && !object.length && !flows.length && !numbers.length && !judged.length && !said.length && !facts.length;
  return [
    element("p", { class: "kind" }, glyph(familyOf(node)), [typeLabel(node), nodes.country[node]].filter(Boolean).join(" · ")),
    element("h2", {}, name(nodes.label[node])),
    others.length ? element("p", { class: "quiet" }, "also ", others.slice(0, 12).flatMap((other, i) => [i ? " · " : "", name(other)])) : null,
    element("p", { class: "figures" }, `${plural(nodes.degree[node], "neighbour")} · ${plural(statementCount()[node], "statement")} · named ${number(mentionsOf()[node].length)}×`, broker(node)),
    expandButtons(node, state),
    nothing ? element("p", { class: "empty" }, "No statement speaks of this name yet. Where it is named stands below.") : null,
    relationGroups(object.filter(standsBehind), subjectOf, toThis),
    relationGroups(subject, (row) => objectOf(row), (label) => label),
    relationGroups(object.filter((row) => !standsBehind(row)), subjectOf, toThis),
    section("On record", facts.length, longList(facts, (row) => statementItem("facts", row))),
    section("Flows of victims", flows.length, longList(flows, (row) => statementItem("flows", row))),
    section("Numbers", numbers.length, longList(numbers, (row) => statementItem("observations", row))),
    section("Assessments", judged.length, longList(judged, (row) => statementItem("assessments", row))),
    section("Says about others", said.length, longList(said, (row) => statementItem("claims", row)), { open: false }),
    namedIn(node),
    others.length || nodes.matches[node].length ? sameAs(node) : null,
  ];
}

const subjectOf = (row) => nodeLink(data.claims.subject[row]);
const toThis = (label) => `${label} this`;
const standsBehind = (row) => VERBS.has(data.predicates.name[data.claims.predicate[row]]);
const asked = ([predicate]) => ([...VERBS.keys()].indexOf(data.predicates.name[predicate]) + 1) || VERBS.size + 1;

function relationGroups(rows, end, title) {
  const groups = [...groupBy(rows, (row) => data.claims.predicate[row])].sort((a, b) => asked(a) - asked(b) || b[1].length - a[1].length || a[0] - b[0]);
  return groups.map(([predicate, members]) =>
    section(title(predicateLabel(predicate)), members.length, longList(members, (row) => statementItem("claims", row, end(row))), { open: true }),
  );
}

function broker(node) {
  if (nodes.broker[node] < 0.25) return null;
  return element("span", { class: "chip", title: "Many shortest ways between others pass through it" }, "links groups");
}

function namedIn(node) {
  const byDocument = groupBy(mentionsOf()[node], (row) => data.passages.document[data.mentions.passage[row]]);
  const rows = [...byDocument].sort((a, b) => b[1].length - a[1].length);
  const item = ([document, mentions]) =>
    element("li", {}, documentLink(document, "", data.documents.label[document]), element("span", { class: "quiet" }, ` ${number(mentions.length)}×`));
  return section("Named in", rows.length, longList(rows.filter(([document]) => document >= 0), item));
}

function sameAs(node) {
  return section("The same thing elsewhere", nodes.matches[node].length, longList(nodes.matches[node], (iri) => element("li", {}, outward(iri, iri.replace(/^https?:\/\//, "")))), { open: false });
}

function groupDetails(community) {
  const group = members()[community] ?? [];
  if (!group.length) return missing("group");
  const outside = new Map();
  for (const node of group) {
    for (const line of linesOf[node]) {
      const other = lines.a[line] === node ? lines.b[line] : lines.a[line];
      if (nodes.community[other] !== community) outside.set(other, (outside.get(other) ?? 0) + lines.items[line].length);
    }
  }
  const bridges = [...outside].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([node]) => node);
  return [
    element("h2", {}, "Group around ", name(nodes.label[groupName(community).centre])),
    element("p", { class: "quiet" }, [plural(group.length, "name"), groupFacts(groupName(community))].filter(Boolean).join(" · ")),
    element("p", { class: "quiet" }, "More statements link them to each other than to the rest. Found by the Louvain method from the links alone, so it is a hint and no finding."),
    section("In the group", group.length, longList(group, (node) => element("li", {}, nodeLink(node)), 25)),
    section("Linked from outside", bridges.length, longList(bridges, (node) => element("li", {}, nodeLink(node)), 10)),
  ];
}

function documentDetails(document) {
  const rows = rowsOfDocument();
  const [claims, flows, numbers] = [rows.claims[document], rows.flows[document], rows.observations[document]];
  const judged = rows.assessments[document];
  const passages = new Set(rows.passages[document]);
  const named = new Map();
  data.mentions.passage.forEach((passage, row) => passages.has(passage) && named.set(data.mentions.node[row], (named.get(data.mentions.node[row]) ?? 0) + 1));
  const names = [...named].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const doubted = claims.filter((row) => data.claims.against[row].length || data.modalities[data.claims.modality[row]] !== "Asserted" || data.polarities[data.claims.polarity[row]] === "Negated");
  const relations = [...groupBy(claims, (row) => data.claims.predicate[row])].sort((a, b) => b[1].length - a[1].length);
  return [
    element("p", { class: "kind" }, "Document ", shortTitle(document)),
    element("h2", {}, "What was found in it"),
    section("Flows of victims", flows.length, longList(flows, (row) => statementItem("flows", row)), { open: flows.length < 40 }),
    section("Numbers", numbers.length, longList(numbers, (row) => statementItem("observations", row)), { open: true }),
    section("Assessments", judged.length, longList(judged, (row) => statementItem("assessments", row)), { open: judged.length < 40 }),
    section("Said, but not as plain fact", doubted.length, longList(doubted, (row) => statementItem("claims", row)), { note: "Alleged, believed, planned, denied, negated, or disagreed on." }),
    section("Names", names.length, longList(names, ([node, times]) => element("li", {}, nodeLink(node), element("span", { class: "quiet" }, ` ${times}×`)))),
    element("h3", {}, "Statements by relation"),
    relations.map(([predicate, members]) => section(predicateLabel(predicate), members.length, longList(members, (row) => statementItem("claims", row)), { open: false })),
    claims.length ? null : element("p", { class: "empty" }, "No statement was found in this document. Its names are marked in the text."),
  ];
}
