// The prepared questions and their rows, as Python packed them: what a cell says, which thing it means, where its sentence is.

import { data, nodes, typeLabel } from "./data.js";
import { KINDS } from "./evidence.js";
import { shortTitle } from "./links.js";

export const questionNamed = (name) => data.answers.find((question) => question.name === name) ?? null;

// The words of a cell of one column, for sorting, filtering and saving.
export function cellText({ kind, cells, values }, row) {
  const cell = cells[row];
  if (kind === "text") return values[cell];
  if (typeof cell === "string") return cell;
  if (kind === "quote") return quoted(cell);
  return kind === "document" ? shortTitle(cell) : nodes.label[cell];
}

const quoted = ([passage, start, end]) => data.passages.text[passage].slice(start, end).replace(/\s+/g, " ").trim();

export const columnWords = (name) => name.replaceAll("_", " ").replace(/^./, (first) => first.toUpperCase());

// The columns in which a parameter may be looked for: the one of its name, a country or place in every column of things, a
// year in the period, else all.
export function columnsFor(parameter, columns) {
  const own = columns.filter(({ name }) => name === parameter.name || name === `about_${parameter.name}`);
  if (own.length) return own;
  const likely = parameter.type === "year" ? columns.filter(({ name }) => name === "period") : parameter.type === "name" ? columns.filter(({ kind, name }) => kind === "thing" && name !== "said_by") : [];
  return likely.length ? likely : columns;
}

// What may be chosen for a parameter: the values of its columns, most frequent first.
export function valuesFor(parameter, question) {
  const count = new Map();
  for (const column of columnsFor(parameter, question.columns)) {
    column.cells.forEach((cell, row) => {
      const text = cellText(column, row);
      if (text && (parameter.name !== "country" || typeof cell !== "number" || typeLabel(cell).toLowerCase() === "country")) count.set(text, (count.get(text) ?? 0) + 1);
    });
  }
  return [...count].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], "en")).map(([text]) => text);
}

// The rows that bear every given value: a Map such as country → "Turkey".
export function rowsMatching(question, given) {
  const length = question.columns[0]?.cells.length ?? 0;
  const tests = question.parameters
    .filter(({ name }) => given.get(name))
    .map((parameter) => [columnsFor(parameter, question.columns), given.get(parameter.name).toLowerCase()]);
  return Array.from({ length }, (_, row) => row).filter((row) => tests.every(([columns, wanted]) => columns.some((column) => cellText(column, row).toLowerCase().includes(wanted))));
}

// What to type to get every row: the question with what was chosen, for a POSIX shell.
export function commandFor(question, given) {
  const shellWord = (word) => (/^[\w=.:/-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
  return ["kg query", question.name, ...[...given].filter(([, value]) => value).map(([name, value]) => `--param ${shellWord(`${name}=${value}`)}`)].join(" ");
}

// The things of some rows, each once; without those who only speak.
export function thingsIn(question, rows) {
  const things = question.columns.filter(({ kind, name }) => kind === "thing" && !name.includes("said_by") && !name.includes("speaker"));
  return [...new Set(rows.flatMap((row) => things.map(({ cells }) => cells[row]).filter((cell) => typeof cell === "number")))];
}

let statementsAt = null;

// The statement found at a place, if there is one: { kind, row }.
export function statementAt([passage, start, end]) {
  // Of several in one sentence the claim comes first; the last entry of a Map wins.
  statementsAt ??= new Map(KINDS.flatMap((kind) => data[kind].evidence.flatMap((pieces, row) => pieces.map((piece) => [piece.slice(0, 3).join(), { kind, row }]))).reverse());
  return statementsAt.get([passage, start, end].join()) ?? null;
}
