import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { digestOf, sha256 } from "../../viz/digest.js";

test("texts of every length have the digest that others compute", () => {
  for (let length = 0; length < 200; length++) {
    const text = "aé🏛\n".repeat(60).slice(0, length);
    const whole = Buffer.from(new TextEncoder().encode(text));
    assert.equal(sha256(text), createHash("sha256").update(whole).digest("hex"), `length ${length}`);
  }
});

test("the parts of a name are kept apart", () => {
  assert.notEqual(digestOf("ab", "c"), digestOf("a", "bc"));
  assert.equal(digestOf("09X", 3, 9, "quote"), createHash("sha256").update("09X\x1f3\x1f9\x1fquote").digest("hex").slice(0, 16));
});
