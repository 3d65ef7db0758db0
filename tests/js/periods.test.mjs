import assert from "node:assert/strict";
import test from "node:test";

import { dayAt, spanOf, yearsIn } from "../../viz/periods.js";

const near = (found, wanted) => assert.ok(Math.abs(found - wanted) < 1e-9, `${found} is not ${wanted}`);

test("a year reaches to the next, a month to the next month, a day to the next day", () => {
  assert.deepEqual(spanOf("2008"), { from: 2008, to: 2009 });
  near(spanOf("2008-08").to, dayAt(2008, 9));
  assert.equal(spanOf("2008-12").to, 2009);
  near(spanOf("2009-02-23").to - spanOf("2009-02-23").from, 1 / 365);
  near(spanOf("2009-02-28").to, dayAt(2009, 3));
  assert.equal(spanOf("2009-12-31").to, 2010);
});

test("a range has two ends, of which one may be open", () => {
  assert.deepEqual(spanOf("2007 to 2008"), { from: 2007, to: 2009 });
  assert.deepEqual(spanOf("from 2005"), { from: 2005, to: Infinity });
  assert.equal(spanOf("until 2008-06").from, -Infinity);
  near(spanOf("until 2008-06").to, dayAt(2008, 7));
});

test("years are those at both ends", () => {
  assert.deepEqual(yearsIn("2008-12-31"), [2008, 2008]);
  assert.deepEqual(yearsIn("2007 to 2008-03"), [2007, 2008]);
  assert.deepEqual(yearsIn("2009/2013"), [2009, 2013]);
  assert.deepEqual(yearsIn("from 2005"), [2005, Infinity]);
  assert.equal(yearsIn(""), null);
  assert.equal(yearsIn("last year"), null);
});
