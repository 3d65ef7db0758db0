// Headings of passages: shown once, also where the text of a passage already begins with its heading.

import { data } from "./data.js";

const plainWords = (text) => text.replace(/[\s\p{P}]+/gu, " ").trim().toLowerCase();
// What may stand before a heading: a number or letter with its point, list signs, a marking in brackets.
const LEAD = /^[\s#*>_-]*(?:[\p{L}\p{N}]{1,4}(?:\.[\p{L}\p{N}]{1,3})*[.):]\s*)?(?:\([\p{Lu}/ ]{1,14}\)\s*)?[\s#*_:-]*/u;

export function beginsWith(text, heading) {
  const wanted = plainWords(heading);
  return wanted !== "" && plainWords(text.replace(LEAD, "").slice(0, heading.length + 40)).startsWith(wanted);
}

// Whether a passage is nothing but a heading: its own, or that of the passage after it.
export function isHeading(text, heading) {
  return heading !== "" && plainWords(text.replace(LEAD, "")) === plainWords(heading);
}

// [{ passage, heading, printed }] where a new heading begins. `printed` is false where the text itself says it.
export function headingsOf(passages) {
  const table = data.passages;
  const found = [];
  let last = "";
  passages.forEach((passage, i) => {
    const heading = table.heading[passage];
    if (!heading || heading === last) return;
    last = heading;
    const before = i > 0 ? passages[i - 1] : -1;
    if (before >= 0 && isHeading(table.text[before], heading)) found.push({ passage: before, heading, printed: false });
    else found.push({ passage, heading, printed: !beginsWith(table.text[passage], heading) });
  });
  return found;
}
