import assert from "node:assert/strict";
import test from "node:test";

import { useGraph } from "./graph.mjs";

useGraph([], []);
const { DASHES } = await import("../../viz/looks.js");
const { statuses } = await import("../../viz/data.js");

test("how surely a thing is said can be told without colours: by the dash, and a cross where it is said not to be so", () => {
  const crossed = new Set(["negated", "denied"]);
  const looks = statuses.map(({ name }) => JSON.stringify([DASHES[name], crossed.has(name)]));
  assert.equal(new Set(looks).size, statuses.length);
});
