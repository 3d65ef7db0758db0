import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "./page.mjs";

openPage({
  passages: [
    { text: "1. (U) Who wrote this.", heading: "" },
    { text: "2. (SBU) SUMMARY: Much was done.", heading: "SUMMARY" },
    { text: "3. (SBU) THE SITUATION", heading: "" },
    { text: "A. (SBU) Sources: ask the unit.", heading: "THE SITUATION" },
    { text: "B. More of it.", heading: "THE SITUATION" },
    { text: "The law is new.", heading: "Prosecution" },
  ],
});
const { beginsWith, headingsOf, isHeading } = await import("../../viz/headings.js");

test("a heading is printed only where no text says it already", () => {
  const found = headingsOf([0, 1, 2, 3, 4, 5]);
  assert.deepEqual(found, [
    { passage: 1, heading: "SUMMARY", printed: false },
    { passage: 2, heading: "THE SITUATION", printed: false },
    { passage: 5, heading: "Prosecution", printed: true },
  ]);
});

test("numbers, markings and list signs before a heading do not hide it", () => {
  for (const lead of ["", "12. ", "A. (SBU) ", "(U) ", "## ", "4.B. (C) ", "-- "]) assert.ok(beginsWith(`${lead}Child sex tourism: none.`, "CHILD SEX TOURISM"), lead);
  assert.ok(!beginsWith("The shelter is open.", "Shelter"));
  assert.ok(!beginsWith("Anything", ""));
});

test("a text that goes on after its heading is more than a heading", () => {
  assert.ok(isHeading("5. (SBU) LAW AND PROSECUTION\n", "Law and prosecution"));
  assert.ok(!isHeading("Prosecution: ten cases.", "Prosecution"));
});
