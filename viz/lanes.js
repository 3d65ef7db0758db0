// The lanes of the timeline and what stands in each.

import { data, families, familyOf, indicatorOf, nodes, predicateLabel } from "./data.js";
import { rowsOf, yearsOf } from "./filters.js";
import { spanOf } from "./periods.js";
import { amount } from "./phrases.js";

export const LANES = [
  { id: "laws", title: "Laws and agreements" },
  { id: "events", title: "Events and trainings" },
  { id: "claims", title: "Other statements" },
  { id: "flows", title: "Flows of victims" },
  { id: "observations", title: "Numbers" },
];
const LAW = new Set(["enacted", "drafted", "adopted", "adoptedConvention", "amends", "compliesWith", "criminalizes", "penalizes", "signedAgreementWith"]);
const EVENT = new Set(["organized", "participatedIn", "trains"]);
const familyNamed = (title) => families.findIndex(({ name }) => name === title);

function laneOf(kind, row) {
  if (kind !== "claims") return kind;
  const { subject, predicate, object } = data.claims;
  const relation = data.predicates.name[predicate[row]];
  const about = [subject[row], object[row]].filter((node) => node >= 0).map(familyOf);
  if (LAW.has(relation) || about.includes(familyNamed("Laws, plans and treaties"))) return "laws";
  if (EVENT.has(relation) || about.includes(familyNamed("Events"))) return "events";
  return "claims";
}

// All statements that a state lets through: { kind, row, lane, from, to, own }. `own` is false where the time is the year of the
// document, as the bar of years has it; from and to are missing where nothing has a date.
export function timedStatements(state) {
  return ["claims", "flows", "observations"].flatMap((kind) =>
    rowsOf(kind, state).map((row) => {
      const table = data[kind];
      const own = spanOf(table.period[row]);
      const years = yearsOf(kind, row);
      return { kind, row, lane: laneOf(kind, row), own: own !== null, ...(own ?? (years && { from: years[0], to: years[1] + 1 })) };
    }));
}

const labelled = (node) => (node < 0 ? "not said" : nodes.label[node]);

// A statement in one line of plain text.
export function statementText(kind, row) {
  const table = data[kind];
  if (kind === "flows") {
    const place = table.origin[row] < 0 ? table.destination[row] : table.origin[row];
    return table.internal[row] ? `within ${labelled(place)}` : [table.origin[row], ...table.transit[row], table.destination[row]].map(labelled).join(" → ");
  }
  if (kind === "observations") return [`${indicatorOf(row)}: ${amount(row)} ${table.unit[row]}`, table.population[row]].filter(Boolean).join(", ");
  const no = data.polarities[table.polarity[row]] === "Negated" ? "not: " : "";
  return `${nodes.label[table.subject[row]]} ${no}${predicateLabel(table.predicate[row])} ${table.object[row] < 0 ? table.text[row] : nodes.label[table.object[row]]}`;
}
