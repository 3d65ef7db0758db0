import assert from "node:assert/strict";
import test from "node:test";

// Columns as Python writes them into a page: figures of two years that differ, an open range, one without a year.
const columns = {
  looks: { families: [], forms: [{ name: "Unspecified", letters: "?" }] },
  classes: { name: [], label: [] }, predicates: { name: [], label: [] }, polarities: [], modalities: [], documents: { iri: [] },
  nodes: { iri: ["country/xr"], label: ["Ruritania"], type: [0], community: [0] },
  claims: { subject: [], object: [] }, facts: { subject: [], object: [] }, flows: { legs: [] },
  indicators: {
    name: ["VictimsIdentified", "ForeignVictimsIdentified", "Victims", "OfficialsConvicted", "Convictions", "PersonsFined", "PersonsSentenced", "Shelters"],
    label: ["Victims identified"], broader: [2, 0, -1, 4, -1, 6, 4, -1],
  },
  observations: {
    indicator: [0, 0, 0, 4, 5, 0], area: [0, 0, 0, 0, 0, 0], unit: ["persons", "persons", "persons", "persons", "persons", "persons"],
    value: ["12", "", "30", "2", "1", "7"], minimum: ["", "15", "", "", "", ""], maximum: ["", "20", "", "", "", ""],
    period: ["2008", "2008", "2009", "2008", "2008", ""], against: [[1], [0], [], [], [], []],
  },
};
globalThis.document = { getElementById: () => ({ textContent: JSON.stringify(columns) }) };
const { inOrder, largestOf, rangeOfFigure, scalesOf, topOf, yearsText } = await import("../../viz/figures.js");
const { chainsOf, stepOf } = await import("../../viz/chain.js");
const { niceTop, shortNumber } = await import("../../viz/plot.js");

test("a number is a value or a range, open where an end is missing", () => {
  const read = (value, minimum, maximum) => rangeOfFigure({ value, minimum, maximum });
  assert.deepEqual(read("1.5", "", ""), { low: 1.5, high: 1.5 });
  assert.deepEqual(read("", "5", "10"), { low: 5, high: 10 });
  assert.deepEqual(read("", "30", ""), { low: 30, high: Infinity });
  assert.deepEqual(read("", "", "15"), { low: 0, high: 15 });
  assert.equal(read("", "", ""), null);
  assert.equal(read("many", "", ""), null);
});

test("a scale reaches the largest figure, and beyond one that is open", () => {
  assert.equal(largestOf([{ low: 3, high: 8 }, null]), 8);
  assert.equal(largestOf([{ low: 30, high: Infinity }]), 39);
  assert.equal(largestOf([]), 1);
});

test("figures go by year, those that differ beside each other, those without a year last", () => {
  assert.deepEqual(inOrder([0, 1, 2, 5]), [2, 1, 0, 5]);
});

test("figures of one indicator, country and unit share a scale", () => {
  assert.deepEqual(scalesOf([0, 1, 2, 3]).map(({ rows }) => rows.length), [3, 1]);
});

test("a narrower indicator counts at the step of the next broader one, officials at none", () => {
  const steps = columns.indicators.name.map((_, i) => stepOf(i, columns.indicators));
  assert.deepEqual(steps, [0, 0, -1, -1, 3, 4, 4, -1]);
  assert.equal(topOf(1), 2);
});

test("a circle of broader indicators ends", () => {
  assert.equal(stepOf(0, { name: ["A", "B"], broader: [1, 0] }), -1);
});

test("a country and year with two steps or more is a chain", () => {
  const { chains, partial } = chainsOf([0, 1, 2, 3, 4, 5]);
  assert.deepEqual(chains.map(({ years, steps }) => [years, steps.map((rows) => rows.length)]), [["2008", [2, 0, 0, 1, 1]]]);
  assert.deepEqual(partial.map(({ years }) => years), ["2009", ""]);
});

test("years are written as a person would", () => {
  assert.deepEqual(["2008-08", "2007 to 2008", "from 2005", "until 2008", ""].map(yearsText), ["2008", "2007–2008", "from 2005", "until 2008", ""]);
});

test("scales end at round numbers, large ones are shortened", () => {
  assert.deepEqual([1, 3, 12, 50, 51, 0.4].map(niceTop), [1, 5, 20, 50, 100, 0.5]);
  assert.deepEqual([9000, 12_000, 2_500_000].map(shortNumber), ["9000", "12k", "2.5m"]);
});
