// What shapes and lines mean, and which of them are shown.

import { data, families, familyOf, lines, members, nodeCount, nodes, statuses } from "./data.js";
import { byId, element, fill, number } from "./dom.js";
import { glyph, lineSample } from "./looks.js";
import { LEAST_MEMBERS } from "./outlines.js";
import { SIZES } from "./sizes.js";
import { readState, replace } from "./state.js";

const MOST_GROUPS = 12;

function counts() {
  const family = families.map(() => 0);
  for (let node = 0; node < nodeCount; node++) family[familyOf(node)]++;
  const relation = data.predicates.name.map(() => 0);
  const status = Object.fromEntries(statuses.map(({ name }) => [name, 0]));
  let flows = 0;
  for (const items of lines.items) {
    for (const item of items) {
      status[item.status]++;
      if (item.kind === "flows") flows++;
      else relation[data[item.kind].predicate[item.row]]++;
    }
  }
  return { family, relation, status, flows };
}

// Documents by the number of statements that they make; none where there is but one.
function sources() {
  if (data.documents.iri.length < 2) return [];
  const count = data.documents.iri.map(() => 0);
  for (const kind of ["claims", "flows"]) for (const document of data[kind].document) if (document >= 0) count[document]++;
  return data.documents.iri.map((iri, i) => ({ token: "source:" + iri, text: data.documents.identifier[i] || data.documents.label[i], count: count[i] }));
}

// The largest groups, each named after its most important member.
function communities() {
  return members().slice(0, MOST_GROUPS).filter((group) => group.length >= LEAST_MEMBERS)
    .map((group) => ({ token: "community:" + nodes.iri[group[0]], text: nodes.label[group[0]], count: group.length }));
}

// How the picture is drawn: sizes, outlines of groups, one line for each statement.
function lookChoices(state) {
  const size = ({ id, label, note }) =>
    element("label", { title: note }, element("input", { type: "radio", name: "size", "data-token": `size:${id}`, checked: state.size === id, onchange: () => chooseLook({ size: id }, `size:${id}`) }), element("span", {}, label));
  const switched = (key, label, note) => {
    const box = element("input", { type: "checkbox", "data-token": key, checked: state[key], onchange: () => chooseLook({ [key]: box.checked }, key) });
    return element("label", { title: note }, box, element("span", {}, label));
  };
  return element("fieldset", {}, element("legend", {}, "Drawn"),
    switched("groups", "Outline groups", "names with many links among themselves, found from the links alone"),
    switched("split", "Split lines by relation", "one line for each relation, direction and status between two names"),
    element("div", { class: "choice", role: "radiogroup", "aria-label": "Size of the signs" }, element("span", { class: "quiet" }, "Size by"),
      SIZES.filter(({ id }) => id !== "broker" || nodes.broker.some(Boolean)).map(size)));
}

function chooseLook(patch, token) {
  replace(patch);
  byId("filters").querySelector(`[data-token="${CSS.escape(token)}"]`)?.focus();
}

export function showLegend(state) {
  const found = counts();
  const relations = data.predicates.name
    .map((name, i) => ({ token: "relation:" + name, text: data.predicates.label[i], count: found.relation[i] }))
    .sort((a, b) => b.count - a.count || a.text.localeCompare(b.text));
  if (found.flows) relations.unshift({ token: "relation:flow", text: "flow of victims", count: found.flows, sign: () => element("span", { class: "flow-sign", "aria-hidden": "true" }, "»") });
  fill(
    byId("filters"),
    group("Names", families.map((family, i) => ({ token: "type:" + family.name, text: family.name, count: found.family[i], sign: () => glyph(i) })), state),
    group("How surely it is said", statuses.map((one) => ({ token: "status:" + one.name, text: one.word, count: found.status[one.name], sign: () => lineSample(one.name) })), state),
    element("p", { class: "quiet" }, element("strong", {}, "≠"), " statements disagree; ", element("strong", {}, "3"), " that many statements on one line; arrows point from who acts, one for each direction."),
    lookChoices(state),
    group("Relations", relations, state),
    group("Sources", sources(), state),
    group("Groups", communities(), state),
  );
}

function group(title, entries, state) {
  const present = entries.filter((entry) => entry.count > 0);
  if (!present.length) return null;
  const hidden = new Set(state.hide);
  const every = present.every((entry) => !hidden.has(entry.token));
  const toggle = element("button", { type: "button", class: "plain", onclick: () => setAll(present, every) }, every ? "none" : "all");
  return element("fieldset", {}, element("legend", {}, title, " ", toggle), present.map((entry) => row(entry, hidden)));
}

function row({ token, text, count, sign }, hidden) {
  const box = element("input", { type: "checkbox", "data-token": token, checked: !hidden.has(token), onchange: () => change(token, box.checked) });
  return element("label", {}, box, sign?.(), element("span", {}, text), element("span", { class: "count" }, number(count)));
}

function change(token, shown) {
  const hide = readState().hide.filter((other) => other !== token);
  replace({ hide: shown ? hide : [...hide, token] });
  byId("filters").querySelector(`[data-token="${CSS.escape(token)}"]`)?.focus();
}

function setAll(entries, hideThem) {
  const tokens = entries.map((entry) => entry.token);
  const hide = readState().hide.filter((other) => !tokens.includes(other));
  replace({ hide: hideThem ? [...hide, ...tokens] : hide });
}
