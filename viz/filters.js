// Which statements a state lets through: by time, source, relation and how surely they are said. Every view asks here.

import { data, statusOf } from "./data.js";

const ANY = [-Infinity, Infinity];

// The first and last year of which a statement speaks: its period, else the year of its document; null where neither is known.
export function yearsOf(kind, row) {
  if (kind === "facts") return ANY;
  const table = data[kind];
  const document = table.document[row];
  return yearsIn(table.period[row]) ?? yearsIn(document >= 0 ? data.documents.issued[document] : "");
}

// "2008", "2009-02-23", "2009/2013", "2009/": the years at both ends.
export function yearsIn(period) {
  if (!period) return null;
  const [from, to = from] = period.split("/").map((part) => Number(part.slice(0, 4)) || null);
  if (!from && !to) return null;
  return [from ?? -Infinity, to ?? Infinity];
}

// A test for (kind, row). Tokens of `hide` are "relation:funds", "relation:flow", "status:alleged", "source:document/1".
export function passes(state) {
  const hidden = new Set(state.hide);
  const [from, to] = [Number(state.from) || -Infinity, Number(state.to) || Infinity];
  const timed = from > -Infinity || to < Infinity;
  const relation = data.predicates.name.map((name) => !hidden.has("relation:" + name));
  const source = data.documents.iri.map((iri) => !hidden.has("source:" + iri));
  const flows = !hidden.has("relation:flow");
  return (kind, row) => {
    if (kind === "flows" ? !flows : kind !== "observations" && !relation[data[kind].predicate[row]]) return false;
    if (hidden.has("status:" + statusOf(kind, row))) return false;
    if (kind === "facts") return true;
    const document = data[kind].document[row];
    if (document >= 0 && !source[document]) return false;
    if (!timed) return true;
    const years = yearsOf(kind, row);
    return years !== null && years[0] <= to && years[1] >= from;
  };
}

export const isFiltered = (state) => state.hide.length > 0 || state.from !== "" || state.to !== "";
export const noFilters = { hide: [], from: "", to: "" };

// All statements of one kind that a state lets through, in reading order.
export function rowsOf(kind, state) {
  const test = passes(state);
  return data[kind].iri.map((_, row) => row).filter((row) => test(kind, row));
}
