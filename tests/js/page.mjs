// A page that is just enough for modules which read their data when they are imported.

const EMPTY = {
  nodes: "iri label aliases type country iso2 matches degree broker community x y",
  documents: "iri label identifier issued creator author about marking",
  passages: "document start number heading topic text marking",
  claims: "subject predicate object text against",
  facts: "subject predicate object",
  flows: "origin transit destination internal exploitation groups count legs",
  observations: "indicator value minimum maximum unit population area against",
  assessments: "thing text value judgement topic",
  mentions: "node passage start end",
};
const SAID = "iri speakers polarity modality period confidence rule doubt marking document evidence";
const SPOKEN = ["claims", "flows", "observations", "assessments"];

// Tables from rows: { passages: [{ text: "…" }] }; what a row leaves out is -1, or an empty list where lists stand.
export function viewOf(rows = {}) {
  const lists = new Set(["speakers", "evidence", "against", "transit", "exploitation", "groups", "legs", "aliases", "matches"]);
  const texts = new Set(["text", "heading", "topic", "number", "label", "identifier", "issued", "author", "iri", "country", "period", "unit", "population", "value", "minimum", "maximum", "indicator", "judgement"]);
  const view = { title: "Test", base: "https://example.org/id/", polarities: ["Affirmed", "Negated"], modalities: ["Asserted", "Denied"], markings: [[""]], rules: [[]], doubts: [[]], topics: { label: [], part: [] }, concepts: {}, answers: [] };
  view.classes = { name: ["Thing"], label: ["thing"] };
  view.predicates = { name: ["funds"], label: ["funds"] };
  view.looks = { families: [{ name: "Other", shape: "ring", classes: [] }], forms: [{ name: "Unspecified" }] };
  for (const [table, columns] of Object.entries(EMPTY)) {
    const names = [...columns.split(" "), ...(SPOKEN.includes(table) ? SAID.split(" ") : [])];
    view[table] = Object.fromEntries(names.map((name) => [name, (rows[table] ?? []).map((row) => row[name] ?? (lists.has(name) ? [] : texts.has(name) ? "" : ["polarity", "modality", "marking", "rule", "doubt", "predicate", "type"].includes(name) ? 0 : -1))]));
  }
  const indicators = [...new Set(view.observations.indicator)];
  view.indicators = { name: indicators, label: indicators, broader: indicators.map(() => -1) };
  view.observations.indicator = view.observations.indicator.map((label) => indicators.indexOf(label));
  return { ...view, ...Object.fromEntries(Object.entries(rows).filter(([name]) => !(name in EMPTY))) };
}

export function openPage(rows) {
  globalThis.document = { getElementById: () => ({ textContent: JSON.stringify(viewOf(rows)) }), documentElement: { dataset: {} }, addEventListener() {} };
  globalThis.location = { hash: "" };
}
