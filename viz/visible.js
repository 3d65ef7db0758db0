// What the present address shows, as statements: for those exports that carry on from what is seen.

import { questionNamed, statementAt } from "./answers.js";
import { data, lineBetween, lines, rowOf, rowsOfDocument } from "./data.js";
import { findStatement, KINDS } from "./evidence.js";
import { rowsOf, passes } from "./filters.js";
import { sceneOf } from "./scene.js";
import { hasPicture, viewOf } from "./state.js";

const nothing = () => ({ claims: [], flows: [], observations: [], assessments: [], facts: [] });

const SHOWN_BY = { map: ["flows"], numbers: ["observations"] }; // the other views show statements of every kind

// { claims, flows, observations, assessments, facts } as sorted rows: those of the large room, else of the details, else all
// that pass the filters.
export function visibleStatements(state) {
  const view = viewOf(state);
  if (view === "network" && hasPicture(state)) return collect(sceneOf(state).lines.flatMap((line) => line.items));
  if (view === "ask" && state.question) return answered(questionNamed(state.question));
  if (view === "documents" && state.doc) return ofDocuments([state.doc, state.with], state);
  if (state.statement) return around(findStatement(state.statement));
  if (state.pair.length) return between(state.pair.map((iri) => rowOf("nodes", iri)));
  const kinds = SHOWN_BY[view] ?? KINDS;
  return { ...nothing(), ...Object.fromEntries(kinds.map((kind) => [kind, rowsOf(kind, state)])), facts: kinds === KINDS ? data.facts.subject.map((_, row) => row) : [] };
}

function collect(items) {
  const found = nothing();
  for (const { kind, row } of items) found[kind].push(row);
  return Object.fromEntries(Object.entries(found).map(([kind, rows]) => [kind, [...new Set(rows)].sort((a, b) => a - b)]));
}

function answered(question) {
  const quotes = (question?.columns ?? []).filter(({ kind }) => kind === "quote").flatMap(({ cells }) => cells);
  return collect(quotes.filter(Array.isArray).map(statementAt).filter(Boolean));
}

function ofDocuments(iris, state) {
  const test = passes(state);
  const rows = rowsOfDocument();
  const documents = iris.filter(Boolean).map((iri) => rowOf("documents", iri)).filter((document) => document >= 0);
  return collect(documents.flatMap((document) => KINDS.flatMap((kind) => rows[kind][document].filter((row) => test(kind, row)).map((row) => ({ kind, row })))));
}

const around = (found) => (found ? collect([found.row, ...(data[found.kind].against?.[found.row] ?? [])].map((row) => ({ kind: found.kind, row }))) : nothing());

function between([a, b]) {
  const line = a < 0 || b < 0 ? -1 : lineBetween(a, b);
  return line < 0 ? nothing() : collect(lines.items[line]);
}

export const countVisible = (visible) => Object.values(visible).reduce((sum, rows) => sum + rows.length, 0);
