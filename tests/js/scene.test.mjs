import assert from "node:assert/strict";
import test from "node:test";

import { useGraph } from "./graph.mjs";

useGraph(
  ["ministry body", "shelter ngo", "watch ngo", "unit body", "court body", "lone ngo"],
  ["ministry funds shelter stated", "ministry funds watch alleged", "watch operates shelter stated", "shelter criticizes ministry stated", "ministry heads unit stated", "unit informs court stated"],
);
const { readState } = await import("../../viz/state.js");
const { filtersOf, linksBetween, pinOf, sceneOf } = await import("../../viz/scene.js");
const { partsOf } = await import("../../viz/neighbours.js");
const { nodes, rowOf } = await import("../../viz/data.js");

const scene = (hash) => sceneOf(readState(hash));
const shown = (hash) => scene(hash).nodes.map((node) => nodes.iri[node]);
const row = (iri) => rowOf("nodes", iri);

test("a focus shows its neighbours and the lines among them, one for two names however much is said", () => {
  assert.deepEqual(shown("at=ministry"), ["ministry", "shelter", "watch", "unit"]);
  assert.deepEqual(scene("at=ministry").lines.map(({ items }) => items.length).sort(), [1, 1, 1, 2]);
});

test("neighbours are added by kind and by relation, and both sum up", () => {
  assert.deepEqual(shown("add=type:NGOs|ministry"), ["ministry", "shelter", "watch"]);
  assert.deepEqual(shown("add=relation:heads|ministry"), ["ministry", "unit"]);
  assert.deepEqual(shown("add=relation:heads|ministry&add=relation:informs|unit"), ["ministry", "unit", "court"]);
});

test("the parts of a node count its neighbours under the filters", () => {
  const parts = (hash) => Object.fromEntries(partsOf(row("ministry"), filtersOf(readState(hash))).map(({ label, members }) => [label, members.size]));
  assert.deepEqual(parts(""), { NGOs: 2, funds: 2, Bodies: 1, criticizes: 1, heads: 1 });
  assert.deepEqual(parts("hide=status:alleged"), { NGOs: 1, funds: 1, Bodies: 1, criticizes: 1, heads: 1 });
});

test("hidden names go, kept names stay alone", () => {
  assert.deepEqual(shown("at=ministry&gone=watch&gone=unit"), ["ministry", "shelter"]);
  assert.deepEqual(shown("only=ministry&only=lone"), ["ministry", "lone"]);
});

test("a pin holds a node against the arrangement", () => {
  const pinned = scene(`at=ministry&pin=${encodeURIComponent(pinOf(row("watch"), -400.4, 77))}`);
  const at = pinned.place.get(row("watch"));
  assert.deepEqual([pinned.x[at], pinned.y[at]], [-400, 77]);
  assert.deepEqual([...pinned.pinned], [at]);
});

test("a pin that says nothing sensible is left out", () => {
  assert.equal(scene("at=ministry&pin=watch@here&pin=nobody@1,2&pin=watch").pinned.size, 0);
});

test("split lines are one for each relation, direction and status", () => {
  const lines = scene("only=ministry&only=shelter&split=1").lines;
  assert.deepEqual(lines.map(({ bend }) => bend), [-13, 13]);
  assert.equal(new Set(lines.map(({ items }) => items[0].from)).size, 2);
});

test("the ways between two names follow the filters and hidden names", () => {
  const ways = (hash) => linksBetween(readState(hash)).paths.map((path) => path.map((node) => nodes.iri[node]));
  assert.deepEqual(ways("path=watch&path=court"), [["watch", "ministry", "unit", "court"]]);
  assert.deepEqual(ways("path=watch&path=court&hide=status:alleged"), [["watch", "shelter", "ministry", "unit", "court"]]);
  assert.deepEqual(ways("path=watch&path=court&gone=unit"), []);
  assert.deepEqual(ways("path=watch&path=nobody"), []);
});

test("ways are drawn from left to right", () => {
  const { nodes: drawn, x } = scene("path=watch&path=court");
  const order = [...drawn.keys()].sort((a, b) => x[a] - x[b]).map((i) => nodes.iri[drawn[i]]);
  assert.deepEqual(order, ["watch", "ministry", "unit", "court"]);
});
