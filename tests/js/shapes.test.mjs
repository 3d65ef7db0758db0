import assert from "node:assert/strict";
import test from "node:test";

import { useGraph } from "./graph.mjs";

useGraph([], []);
const { encloses } = await import("../../viz/lasso.js");
const { hull } = await import("../../viz/outlines.js");
const { overlap } = await import("../../viz/labels.js");

test("a point within a drawn line is found, one in a bay of it is not", () => {
  const bay = [[0, 0], [10, 0], [10, 10], [5, 2], [0, 10]];
  assert.equal(encloses(bay, 2, 3), true);
  assert.equal(encloses(bay, 5, 8), false);
  assert.equal(encloses(bay, 20, 3), false);
});

test("the outline of points has its corners only", () => {
  assert.deepEqual(hull([[0, 0], [4, 0], [2, 1], [4, 4], [0, 4], [2, 2]]).sort(), [[0, 0], [0, 4], [4, 0], [4, 4]]);
  assert.deepEqual(hull([[1, 1]]), [[1, 1]]);
});

test("boxes that only touch do not overlap", () => {
  assert.equal(overlap([0, 0, 10, 10], [10, 0, 20, 10]), false);
  assert.equal(overlap([0, 0, 10, 10], [9, 9, 20, 20]), true);
});
