import assert from "node:assert/strict";
import test from "node:test";

import { stackMarks, ticksOf } from "../../viz/stack.js";

const VIEW = { from: 2000, to: 2010, width: 1000 };
const year = (from) => ({ from, to: from + 1 });
const many = (count, make) => Array.from({ length: count }, make);

function overlaps(marks) {
  return marks.some((a, i) => marks.slice(i + 1).some((b) => a.row === b.row && a.x < b.x + b.width && b.x < a.x + a.width));
}

test("marks of one year stand within it, beside and above each other, none on another", () => {
  const { marks, more, rows } = stackMarks(many(30, () => year(2003)), VIEW, 10, 10);
  assert.equal(marks.length, 30);
  assert.equal(more.length, 0);
  assert.ok(marks.every(({ x }) => x >= 300 && x + 10 <= 400));
  assert.equal(rows, 3);
  assert.ok(!overlaps(marks));
});

test("a day stands where it belongs, also under a crowd of years", () => {
  const day = { from: 2003.5, to: 2003.503 };
  const { marks } = stackMarks([...many(20, () => year(2003)), day], VIEW, 10, 10);
  const mark = marks.find(({ item }) => item === day);
  assert.deepEqual([mark.x, mark.row], [350, 0]);
  assert.ok(!overlaps(marks));
});

test("what lasts longer than a year is a bar, cut where the view ends", () => {
  const { marks } = stackMarks([{ from: 2001, to: 2004 }, { from: 2008, to: Infinity }, year(2002)], VIEW, 10, 10);
  assert.deepEqual(marks.map(({ x, width, row }) => [x, width, row]), [[100, 300, 0], [200, 10, 1], [800, 200, 0]]);
});

test("what lies outside the view is left out", () => {
  assert.equal(stackMarks([year(1990), year(2010)], VIEW, 10, 10).marks.length, 0);
});

test("what has no room is counted by year and nothing is lost", () => {
  const { marks, more } = stackMarks(many(250, (_, i) => year(2003 + (i % 2))), VIEW, 10, 5);
  assert.equal(marks.length + more.flatMap(({ items }) => items).length, 250);
  assert.deepEqual(more.map(({ from, items }) => [from, items.length]).sort(), [[2003, 75], [2004, 75]]);
});

test("a narrow view still gives every mark a place of its own", () => {
  const { marks } = stackMarks(many(8, (_, i) => year(2000 + i)), { from: 2000, to: 2010, width: 60 }, 10, 10);
  assert.equal(marks.length, 8);
  assert.ok(!overlaps(marks) && marks.every(({ x }) => x >= 0 && x + 10 <= 60));
});

test("an axis has years that do not crowd, and months when there is room", () => {
  assert.deepEqual(ticksOf({ from: 2000, to: 2004, width: 1000 }).map(({ text }) => text), ["2000", "2001", "2002", "2003", "2004"]);
  assert.ok(ticksOf({ from: 1950, to: 2010, width: 400 }).length <= 8);
  assert.ok(ticksOf({ from: 2008, to: 2009, width: 1000 }).some(({ text }) => text === "Feb"));
});
