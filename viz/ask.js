// Prepared questions with their answers: as a table, or as the network of the things that the answer names.

import { cellText, columnWords, commandFor, questionNamed, rowsMatching, statementAt, thingsIn, valuesFor } from "./answers.js";
import { copyButton } from "./copy.js";
import { data, nodes } from "./data.js";
import { byId, element, fill, name, number, plural } from "./dom.js";
import { documentLink, nodeLink, toStatement } from "./links.js";
import { changed, noPicture, noTable, nothingPicked, replace } from "./state.js";
import { showTable } from "./table.js";

const MOST_IN_PICTURE = 40; // things whose neighbourhoods are drawn together

export function showAsk(room, state) {
  const question = questionNamed(state.question);
  fill(room);
  if (!question) return fill(room, list());
  const answer = element("div");
  fill(room, head(question, state), answer, foot(question));
  if (question.needs.length) fill(answer, needed(question));
  else showTable(answer, askTwin(state), state);
}

function list() {
  if (!data.answers.length) return element("div", { class: "empty" }, element("p", {}, "This page was made without prepared questions."));
  const item = (question) =>
    element("li", { class: "panel" },
      element("h3", {}, element("a", { href: toQuestion(question) }, name(question.title))),
      element("p", { class: "quiet" }, name(question.description)),
      question.needs.length ? null : element("p", { class: "count" }, plural(question.total, "row")));
  return [
    element("h2", {}, "Ask"),
    element("p", { class: "quiet" }, "Questions that are already answered on this page. The command ", element("code", {}, "kg query"), " asks the same ones, and any other in SPARQL."),
    element("ul", { class: "questions" }, data.answers.map(item)),
  ];
}

const toQuestion = (question) => changed({ ...noTable, ...nothingPicked, view: "ask", question: question.name, param: [] });

function head(question, state) {
  return element("div", { class: "ask-head" },
    element("p", {}, element("a", { href: changed({ question: "", param: [], ...noTable, ...nothingPicked }) }, "← All questions")),
    element("h2", {}, name(question.title)),
    element("p", { class: "quiet" }, name(question.description)),
    question.needs.length ? null : element("div", { class: "choices" }, question.parameters.map((parameter) => filterField(parameter, question, state)), pictures(question, state)));
}

const heldRows = (question) => question.columns[0]?.cells.length ?? 0;
const isCut = (question) => question.total > heldRows(question);

// A page must stay small: what it leaves out of an answer is one command away, with what was chosen here.
function cutNote(question, state) {
  if (!isCut(question)) return null;
  const command = commandFor(question, given(state));
  return [
    `This page holds only the first ${number(heldRows(question))} of ${plural(question.total, "row")}, and what you choose here looks among those. All of them: `,
    element("code", {}, command), " ", copyButton("Copy command", () => command),
  ];
}

const given = (state) => new Map(state.param.map((one) => [one.slice(0, one.indexOf("=")), one.slice(one.indexOf("=") + 1)]));

function filterField(parameter, question, state) {
  const now = given(state);
  const set = (value) => {
    const param = [...now.set(parameter.name, value)].filter(([, text]) => text).map(([key, text]) => `${key}=${text}`);
    replace({ param });
    byId(`param-${parameter.name}`)?.focus();
  };
  const values = [...new Set([...valuesFor(parameter, question), now.get(parameter.name)])].filter(Boolean);
  const select = element("select", { id: `param-${parameter.name}`, title: parameter.note, onchange: (event) => set(event.target.value) },
    element("option", { value: "" }, "any"), values.slice(0, 300).map((value) => element("option", { value, selected: value === now.get(parameter.name) }, value.slice(0, 90))));
  return element("label", { class: "choice" }, element("span", {}, columnWords(parameter.name)), select);
}

function pictures(question, state) {
  const things = thingsIn(question, rowsMatching(question, given(state))).slice(0, MOST_IN_PICTURE);
  if (!things.length) return null;
  return [onMap(question, state), element("a", { class: "button", href: changed({ ...noPicture, ...nothingPicked, ...noTable, view: "network", at: things.map((node) => nodes.iri[node]) }) }, `Network of ${things.length === 1 ? "its thing" : `these ${things.length} things`}`)];
}

// Answers about movements, where the page carries a map.
function onMap(question, state) {
  if (!data.world || !question.columns.some(({ name: column }) => column === "destination")) return null;
  const country = nodes.label.indexOf(given(state).get("country"));
  return element("a", { class: "button", href: changed({ ...noPicture, ...nothingPicked, ...noTable, view: "map", pick: country < 0 ? "" : nodes.iri[country] }) }, "On the map");
}

const needed = (question) => element("div", { class: "empty" },
  element("p", {}, `This question needs ${question.parameters.filter(({ name: key }) => question.needs.includes(key)).map(({ note, name: key }) => note || key).join(", ")}.`),
  element("p", {}, "The page answers it in the details of each name: search the name above."),
  element("button", { type: "button", class: "button", onclick: () => byId("search").focus() }, "Search a name"));

const foot = (question) => element("details", { class: "sparql" },
  element("summary", {}, "The question in SPARQL"),
  element("p", { class: "quiet" }, "To change it, save it as a file and run ", element("code", {}, "kg query FILE.rq"), ". This page answers prepared questions only; it holds no engine and no editor."),
  element("p", {}, copyButton("Copy SPARQL", () => question.sparql)),
  element("pre", { tabindex: "0", "aria-label": "SPARQL" }, question.sparql));

// The answer to the question at hand as rows; the list of questions where none is chosen.
export function askTwin(state) {
  const question = questionNamed(state.question);
  if (!question) return questionsTwin();
  const rows = rowsMatching(question, given(state));
  return {
    caption: question.title, file: question.name, rows,
    note: cutNote(question, state), empty: emptyWords(question, state),
    columns: question.columns.filter((column) => rows.some((row) => cellText(column, row))).map((column) => ({
      label: columnWords(column.name), numeric: column.kind === "number",
      text: (row) => cellText(column, row), cell: (row) => cellContent(column, row),
    })),
  };
}

function emptyWords(question, state) {
  if (question.needs.length) return "This question is answered in the details of each name.";
  if (!state.param.length) return "Nothing in the graph answers this question.";
  return isCut(question) ? "None of the rows held here bears what you chose; the command above looks among all." : "No row of the answer bears what you chose.";
}

function cellContent(column, row) {
  const cell = column.cells[row];
  const text = cellText(column, row);
  if (typeof cell === "string" || column.kind === "text") return name(text);
  if (column.kind === "thing") return nodeLink(cell);
  if (column.kind === "document") return documentLink(cell, "", text);
  const found = statementAt(cell);
  const shown = name(text.length > 160 ? `${text.slice(0, text.lastIndexOf(" ", 160))} …` : text);
  return found ? element("a", { href: toStatement(found.kind, found.row) }, shown) : shown;
}

const questionsTwin = () => ({
  caption: "Questions", file: "questions", rows: data.answers,
  columns: [
    { label: "Question", text: (question) => question.title, cell: (question) => element("a", { href: toQuestion(question) }, name(question.title)) },
    { label: "What it asks", text: (question) => question.description },
    { label: "Rows", numeric: true, text: (question) => (question.needs.length ? "" : String(question.total)) },
  ],
});
