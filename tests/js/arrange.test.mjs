import assert from "node:assert/strict";
import test from "node:test";

import { arrange } from "../../viz/arrange.js";

const star = (count) => Array.from({ length: count - 1 }, (_, i) => ({ a: 0, b: i + 1 }));

function arranged(count, drawn, focus) {
  const x = Float64Array.from({ length: count }, (_, i) => i);
  const y = Float64Array.from({ length: count }, (_, i) => i % 5);
  arrange(x, y, drawn, Array.from({ length: count }, () => 120), focus);
  return { x, y };
}

test("the same picture is arranged in the same way", () => {
  assert.deepEqual(arranged(20, star(20), [0]), arranged(20, star(20), [0]));
});

test("no name lies over another, and the focus stays in the middle", () => {
  const { x, y } = arranged(30, star(30), [0]);
  assert.deepEqual([x[0], y[0]], [0, 0]);
  for (let i = 0; i < 30; i++) {
    for (let j = 0; j < i; j++) assert.ok(Math.abs(x[i] - x[j]) > 100 || Math.abs(y[i] - y[j]) > 35, `${i} and ${j}`);
  }
});

test("a node does not stand on a line that only passes by", () => {
  const { x, y } = arranged(12, star(12), [0]);
  for (let end = 1; end < 12; end++) {
    const length = Math.hypot(x[end], y[end]);
    for (let i = 1; i < 12; i++) {
      const along = (x[i] * x[end] + y[i] * y[end]) / length;
      if (i === end || along < 0 || along > length) continue;
      assert.ok(Math.abs(x[i] * y[end] - y[i] * x[end]) / length > 8, `${i} on the line to ${end}`);
    }
  }
});
