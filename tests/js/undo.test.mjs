import assert from "node:assert/strict";
import test from "node:test";

import { createLog } from "../../viz/undo.js";

const logOf = (...addresses) => {
  const log = createLog();
  addresses.forEach((address) => log.seen(address));
  return log;
};

test("undo walks back and redo forward again", () => {
  const log = logOf("", "#a", "#b");
  assert.deepEqual([log.undo(), log.undo(), log.undo(), log.redo(), log.redo(), log.redo()], ["#a", "", null, "#a", "#b", null]);
});

test("seeing the address that undo led to is no new step", () => {
  const log = logOf("", "#a", "#b");
  log.seen(log.undo());
  assert.equal(log.canRedo(), true);
  assert.equal(log.redo(), "#b");
});

test("a new step after undo forgets what was undone", () => {
  const log = logOf("", "#a", "#b");
  log.seen(log.undo());
  log.seen("#c");
  assert.equal(log.canRedo(), false);
  assert.deepEqual([log.undo(), log.undo()], ["#a", ""]);
});

test("Back in the browser counts as undo, Forward as redo", () => {
  const log = logOf("", "#a", "#b");
  log.seen("#a", true);
  assert.equal(log.canRedo(), true);
  log.seen("#b", true);
  assert.equal(log.canRedo(), false);
  log.seen("#elsewhere", true);
  assert.equal(log.undo(), "#b");
});

test("a step that leads where the one before led is a step like others", () => {
  const log = logOf("#a", "#b", "#a");
  assert.deepEqual([log.undo(), log.undo(), log.undo()], ["#b", "#a", null]);
});

test("the same address twice is one step, and a new log has none to undo", () => {
  assert.equal(logOf("#a", "#a").canUndo(), false);
  assert.equal(createLog().undo(), null);
});

test("the log forgets its oldest steps first", () => {
  const log = logOf(...Array.from({ length: 700 }, (_, i) => `#${i}`));
  let steps = 0;
  let last;
  for (let address = log.undo(); address !== null; address = log.undo()) [last, steps] = [address, steps + 1];
  assert.equal(steps, 499);
  assert.equal(last, "#200");
});
