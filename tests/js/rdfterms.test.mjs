import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "./page.mjs";

openPage({ prefixes: { tip: "https://example.org/ontology#", xsd: "http://www.w3.org/2001/XMLSchema#" } });
const { confidenceTerm, dateTerm, iriTerm, numberTerm, textTerm, thingTerm, tripleGroup, vocabularyTerm } = await import("../../viz/rdfterms.js");

test("a thing's IRI gets the base back, an IRI in full stays", () => {
  assert.equal(thingTerm("country/az"), "<https://example.org/id/country/az>");
  assert.equal(thingTerm("urn:x:1"), "<urn:x:1>");
});

test("no IRI holds what none may hold, and escapes already there are kept", () => {
  assert.equal(iriTerm('https://e.org/a b<c>"d"#x#y[1]%20%zz\u202e'), "<https://e.org/a%20b%3Cc%3E%22d%22#x%23y%5B1%5D%20%25zz%E2%80%AE>");
  assert.equal(iriTerm("https://e.org/şəhər"), "<https://e.org/şəhər>");
});

test("names of the vocabulary are CURIEs where they may be", () => {
  assert.equal(vocabularyTerm("funds"), "tip:funds");
  assert.equal(vocabularyTerm("unknown:thing"), "<unknown:thing>");
  assert.equal(vocabularyTerm("two words"), "<https://example.org/ontology#two%20words>");
  assert.equal(vocabularyTerm('"a":b'), "<https://example.org/ontology#%22a%22:b>");
  assert.equal(vocabularyTerm("__proto__"), "<https://example.org/ontology#__proto__>");
});

test("every text can stand in a literal", () => {
  assert.equal(textTerm('a "b" \\ c\n\t\u0001\ud800'), '"a \\"b\\" \\\\ c\\n\\t\\u0001\ufffd"');
});

test("numbers, dates and confidences bear their type, and what is none stays text", () => {
  assert.deepEqual([numberTerm("12"), numberTerm("1.5"), numberTerm("many")], ['"12"^^xsd:integer', '"1.5"^^xsd:decimal', '"many"']);
  assert.deepEqual([dateTerm("2008"), dateTerm("2008-05"), dateTerm("2008-05-01"), dateTerm("May")], ['"2008"^^xsd:gYear', '"2008-05"^^xsd:gYearMonth', '"2008-05-01"^^xsd:date', '"May"']);
  assert.equal(confidenceTerm(0.9), '"0.9"^^xsd:decimal');
});

test("a group leaves out what is empty, and says nothing of nothing", () => {
  assert.equal(tripleGroup("<urn:a>", [["a", "tip:Claim"], ["tip:unit", ""], ["tip:value", false]]), "<urn:a>\n  a tip:Claim .\n");
  assert.equal(tripleGroup("<urn:a>", [["tip:unit", ""]]), "");
});
