import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "./page.mjs";

const TEXT = "🏛 funds {it} & 100% of\nthe \\shelter_";
openPage({
  markings: [["Unmarked"], ["C", "NOFORN"]],
  documents: [{ iri: "document/1", label: "A {title}", identifier: "09X 1", issued: "2009-02-23", author: "The Embassy" }, { iri: "document/2", label: "B" }],
  passages: [{ document: 0, start: 100, number: "4.B", text: TEXT, marking: 1 }, { document: 0, start: 200, number: "5", text: TEXT }],
  claims: [{ iri: "claim/1", document: 0, evidence: [[0, 3, TEXT.length]] }],
});
const { bibtexOf, citationOf, documentBibtex } = await import("../../viz/citation.js");

test("a citation names author, title, document, date, paragraph and characters, and quotes in one line", () => {
  assert.equal(
    citationOf("claims", 0, [0, 3, TEXT.length]),
    "The Embassy, “A {title}”, 09X 1, 2009-02-23, paragraph 4.B (C/NOFORN), characters 102–136: “funds {it} & 100% of the \\shelter_”",
  );
});

test("a citation of an unmarked paragraph bears no mark", () => {
  assert.match(citationOf("claims", 0, [1, 3, TEXT.length]), /paragraph 5, characters/);
});

test("BibTeX has balanced braces and no sign that TeX would obey", () => {
  const entry = bibtexOf("claims", 0, [0, 3, TEXT.length]);
  assert.match(entry, /^@misc\{09X-1-1-4\.B-102,\n/);
  assert.match(entry, /\\textbraceleft\{\}it\\textbraceright\{\} \\& 100\\% of the \\textbackslash\{\}shelter\\_/);
  assert.match(entry, /paragraph 4\.B \(C\/NOFORN\)/);
  assert.match(entry, /year = \{2009\},\n {2}month = feb,/);
  let depth = 0;
  for (const sign of entry) {
    depth += sign === "{" ? 1 : sign === "}" ? -1 : 0;
    assert.ok(depth >= 0);
  }
  assert.equal(depth, 0);
});

test("a document without a date or an identifier still has an entry of its own", () => {
  assert.equal(documentBibtex(1), "@misc{document-2,\n  title = {{B}},\n}\n");
});
