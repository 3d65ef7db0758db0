import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "./page.mjs";

openPage({
  nodes: [
    { label: "Police", community: 0, country: "Ruritania" }, { label: "Ministry", community: 0, country: "Ruritania" },
    { label: "Shelter", community: 0 }, { label: "Alone", community: 1 },
  ],
  claims: [{ iri: "c1", subject: 1, object: 0 }, { iri: "c2", subject: 1, object: 2 }, { iri: "c3", subject: 1, object: 3 }],
  observations: [
    { iri: "o1", indicator: "Victims identified", value: "78", speakers: [0], population: "women", area: 0, period: "2008", against: [1] },
    { iri: "o2", indicator: "Victims identified", value: "131", speakers: [1], population: "women", area: 0, period: "2008", against: [0] },
    { iri: "o3", indicator: "Victims", value: "78", unit: "victims" },
  ],
});
const { groupFacts, groupName, largeGroups } = await import("../../viz/groups.js");
const { questionOf, sidesOf, speakersOf } = await import("../../viz/sides.js");
const { byCount } = await import("../../viz/glance.js");

test("a group is named after its best linked member, and what most of its names share", () => {
  const { centre, around, ...facts } = groupName(0);
  assert.deepEqual([centre, around], [1, [0, 2]]);
  assert.equal(groupFacts(facts), "mostly other · Ruritania");
  assert.deepEqual(largeGroups().map(({ number }) => number), [0]);
});

test("sides are told apart by what is said, with who says it", () => {
  const sides = sidesOf("observations", [0, 1, 2]);
  assert.deepEqual(sides, [{ said: "78", rows: [0, 2] }, { said: "131", rows: [1] }]);
  assert.deepEqual([speakersOf("observations", 1), speakersOf("observations", 2)], [["Ministry"], ["somebody"]]);
});

test("what is asked is said once", () => {
  assert.equal(questionOf("observations", 0), "Victims identified, women, Police, 2008");
  assert.equal(questionOf("observations", 2), "Victims");
});

test("values are counted once a row, most frequent first", () => {
  assert.deepEqual(byCount([["a", "a", "b"], ["b"], ["c", "b"]], (row) => row), [["b", 3], ["a", 1], ["c", 1]]);
});
