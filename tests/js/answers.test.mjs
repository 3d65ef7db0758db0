import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "./page.mjs";

const question = {
  name: "flows", title: "Flows", needs: [], total: 3,
  parameters: [{ name: "country", type: "name" }, { name: "year", type: "year" }, { name: "topic", type: "text" }],
  columns: [
    { name: "destination", kind: "thing", cells: [0, "Turkey", 1] },
    { name: "said_by", kind: "thing", cells: [2, 2, 0] },
    { name: "period", kind: "text", cells: [0, 1, 0], values: ["2008", ""] },
    { name: "about_topic", kind: "text", cells: [0, 0, 1], values: ["Shelter", "Hotline"] },
    { name: "quote", kind: "quote", cells: [[0, 0, 5], "loose words", [0, 6, 10]] },
  ],
};
openPage({
  nodes: [{ label: "Azerbaijan" }, { label: "Iran" }, { label: "An NGO" }],
  classes: { name: ["Country"], label: ["country"] },
  passages: [{ document: -1, text: "Women were" }],
  flows: [{ iri: "flow/1", evidence: [[0, 6, 10]] }],
  answers: [question],
});
const { cellText, columnsFor, rowsMatching, statementAt, thingsIn, valuesFor } = await import("../../viz/answers.js");
const [country, year, topic] = question.parameters;
const names = (columns) => columns.map(({ name }) => name);

test("a cell says what it stands for", () => {
  assert.deepEqual(question.columns.map((column) => cellText(column, 1)), ["Turkey", "An NGO", "", "Shelter", "loose words"]);
  assert.equal(cellText(question.columns[4], 0), "Women");
});

test("a parameter is looked for where it belongs", () => {
  assert.deepEqual(names(columnsFor(country, question.columns)), ["destination"]);
  assert.deepEqual(names(columnsFor(year, question.columns)), ["period"]);
  assert.deepEqual(names(columnsFor(topic, question.columns)), ["about_topic"]);
});

test("its values are offered, most frequent first", () => {
  assert.deepEqual(valuesFor(topic, question), ["Shelter", "Hotline"]);
  assert.deepEqual(valuesFor(country, question), ["Azerbaijan", "Iran", "Turkey"]);
});

test("given values narrow the rows together", () => {
  assert.deepEqual(rowsMatching(question, new Map()), [0, 1, 2]);
  assert.deepEqual(rowsMatching(question, new Map([["year", "2008"]])), [0, 2]);
  assert.deepEqual(rowsMatching(question, new Map([["year", "2008"], ["country", "iran"]])), [2]);
});

test("the things of an answer are those it is about, not those who speak", () => {
  assert.deepEqual(thingsIn(question, [0, 1, 2]), [0, 1]);
});

test("a quotation leads to the statement found in it", () => {
  assert.deepEqual(statementAt([0, 6, 10]), { kind: "flows", row: 0 });
  assert.equal(statementAt([0, 0, 5]), null);
});
