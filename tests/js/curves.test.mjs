import assert from "node:assert/strict";
import test from "node:test";

import { arc, lanesOf, loop, placeBoxes, stub, widthOf } from "../../viz/curves.js";

const [A, B] = [{ x: 100, y: 100 }, { x: 400, y: 100 }];
const away = (p, q) => Math.hypot(p.x - q.x, p.y - q.y);

test("the way there and the way back take different sides", () => {
  assert.ok(arc(A, B, 0, 2).at(0.5).y < 90);
  assert.ok(arc(B, A, 0, 2).at(0.5).y > 110);
});

test("an arrow head ends just before the place, and lines beside each other keep apart", () => {
  const tip = arc(A, B, 0, 2).head.split(" ")[0].split(",").map(Number);
  assert.ok(away({ x: tip[0], y: tip[1] }, B) < 8);
  assert.ok(away(arc(A, B, 0, 2).at(0.5), arc(A, B, 1, 2).at(0.5)) > 8);
});

test("a loop comes back to where it began, a stub stays near its place", () => {
  assert.ok(away(loop(A, 0, 2).at(0), A) < 8 && away(loop(A, 0, 2).at(1), A) < 20);
  assert.ok(away(loop(A, 0, 2).at(0.5), A) > 25);
  for (const inward of [true, false]) for (const t of [0, 0.5, 1]) assert.ok(away(stub(A, 1, 2, inward).at(t), A) < 60);
  assert.ok(away(stub(A, 0, 2, true).at(0), A) > away(stub(A, 0, 2, true).at(1), A), "the way in ends at the place");
});

test("lanes alternate around the middle and each pair of places has its own", () => {
  const [x, y] = [{ key: "X" }, { key: "Y" }];
  assert.deepEqual(lanesOf([{ from: x, to: y }, { from: x, to: y }, { from: y, to: x }, { from: x, to: y }, { from: x, to: null }]), [-0, 1, -0, -1, -0]);
});

test("more statements make a wider line, up to a bound", () => {
  assert.ok(widthOf(1, 4) < widthOf(4, 4) && widthOf(4, 20) < widthOf(20, 20));
  assert.equal(widthOf(10_000, 10_000), 8);
  assert.ok(widthOf(0, 0) > 1);
});

test("boxes keep clear of each other and of what is taken; one without room gets none", () => {
  const box = (x, y) => ({ x, y, width: 10, height: 10 });
  assert.deepEqual(placeBoxes([[box(0, 0)], [box(5, 5), box(20, 0)], [box(22, 2)]], [box(100, 100)]), [box(0, 0), box(20, 0), null]);
  assert.deepEqual(placeBoxes([[box(95, 95)]], [box(100, 100)]), [null]);
});
