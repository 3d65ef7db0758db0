import assert from "node:assert/strict";
import test from "node:test";

import { columnsOf, shortestPaths } from "../../viz/paths.js";

const graph = (...pairs) => {
  const near = new Map();
  for (const [a, b] of pairs) for (const [x, y] of [[a, b], [b, a]]) near.set(x, [...(near.get(x) ?? []), y]);
  return (node) => near.get(node) ?? [];
};

test("all shortest ways are found, longer ones are not", () => {
  const found = shortestPaths(0, 3, graph([0, 1], [1, 3], [0, 2], [2, 3], [0, 4], [4, 5], [5, 3]), 9);
  assert.deepEqual(found, { paths: [[0, 1, 3], [0, 2, 3]], total: 2, length: 2 });
});

test("a direct line is the only way", () => {
  assert.deepEqual(shortestPaths(0, 1, graph([0, 1], [0, 2], [2, 1]), 9).paths, [[0, 1]]);
});

test("two lines between the same nodes are one step", () => {
  assert.equal(shortestPaths(0, 2, graph([0, 1], [0, 1], [1, 2]), 9).total, 1);
});

test("names in different parts of the graph, or the same name, have no way", () => {
  assert.deepEqual(shortestPaths(0, 3, graph([0, 1], [2, 3]), 9).paths, []);
  assert.deepEqual(shortestPaths(0, 0, graph([0, 1]), 9).paths, []);
});

test("of many ways only some are listed, and all are counted", () => {
  // ten stages of four nodes each: 4 ** 10 ways
  const pairs = [];
  for (let stage = 0; stage < 11; stage++) {
    const nodes = (n) => (n === 0 ? [0] : n === 11 ? [99] : [1, 2, 3, 4].map((i) => n * 5 + i));
    for (const a of nodes(stage)) for (const b of nodes(stage + 1)) pairs.push([a, b]);
  }
  const found = shortestPaths(0, 99, graph(...pairs), 24);
  assert.equal(found.paths.length, 24);
  assert.equal(found.total, 4 ** 10);
  assert.ok(found.paths.every((path) => path.length === 12 && path[0] === 0 && path[11] === 99));
  assert.equal(new Set(found.paths.map(String)).size, 24);
});

test("each step of the ways has a column of its own, and no two nodes one place", () => {
  const places = columnsOf([[0, 1, 3], [0, 2, 3]]);
  assert.ok(places.get(0)[0] < places.get(1)[0] && places.get(1)[0] < places.get(3)[0]);
  assert.equal(places.get(1)[0], places.get(2)[0]);
  assert.equal(new Set([...places.values()].map(String)).size, 4);
});
