// Which statements a state lets through: by time, source, relation and how surely they are said. Every view asks here.

import { data, statusOf } from "./data.js";
import { yearsIn } from "./periods.js";

const ANY = [-Infinity, Infinity];

// The first and last year of which a statement speaks: its period, else the year of its document; null where neither is known.
export function yearsOf(kind, row) {
  if (kind === "facts") return ANY;
  const table = data[kind];
  const document = table.document[row];
  return yearsIn(table.period[row]) ?? yearsIn(document >= 0 ? data.documents.issued[document] : "");
}

// A test for (kind, row). Tokens of `hide` are "relation:funds", "relation:flow", "status:alleged", "source:document/1", and
// for flows "form:Forced labour" and "group:Women"; a flow goes when all its forms, or all its groups, are hidden.
export function passes(state) {
  const hidden = new Set(state.hide);
  const [from, to] = [Number(state.from) || -Infinity, Number(state.to) || Infinity];
  const timed = from > -Infinity || to < Infinity;
  const relation = data.predicates.name.map((name) => !hidden.has("relation:" + name));
  const source = data.documents.iri.map((iri) => !hidden.has("source:" + iri));
  const flows = !hidden.has("relation:flow");
  return (kind, row) => {
    if (kind === "flows" ? !flows : data[kind].predicate && !relation[data[kind].predicate[row]]) return false;
    if (hidden.has("status:" + statusOf(kind, row))) return false;
    if (kind === "flows" && (allHidden(hidden, "form:", formsOf(row)) || allHidden(hidden, "group:", groupsOfVictims(row)))) return false;
    if (kind === "facts") return true;
    const document = data[kind].document[row];
    if (document >= 0 && !source[document]) return false;
    if (!timed) return true;
    const years = yearsOf(kind, row);
    return years !== null && years[0] <= to && years[1] >= from;
  };
}

const allHidden = (hidden, token, values) => values.every((value) => hidden.has(token + value));

// What a flow says of the exploitation and of the victims; one empty word where it says nothing.
const orNothing = (values) => (values.length ? values : [""]);
export const formsOf = (row) => orNothing(data.flows.exploitation[row]);
export const groupsOfVictims = (row) => orNothing(data.flows.groups[row]);

export const isFiltered = (state) => state.hide.length > 0 || state.from !== "" || state.to !== "";
export const noFilters = { hide: [], from: "", to: "" };

// All statements of one kind that a state lets through, in reading order.
export function rowsOf(kind, state) {
  const test = passes(state);
  return data[kind].iri.map((_, row) => row).filter((row) => test(kind, row));
}
