// How a statement, a paragraph or a document is to be handled: its level and its caveats.

import { data } from "./data.js";

const MARKINGS = new Map([["U", "unclassified"], ["FOUO", "for official use only"], ["SBU", "sensitive but unclassified"], ["C", "confidential"], ["S", "secret"]]);
const OPEN = ["", "U", "Unmarked"];

export const hasMarking = (code) => data.markings[code].length > 1 || !OPEN.includes(data.markings[code][0]);
// As beside a paragraph: "C/NOFORN"; "" where nothing is marked.
export const markingSigns = (code) => data.markings[code].filter((part) => part && part !== "Unmarked").join("/");

// The level and the caveats in words; none where nothing is marked.
function markingParts(code) {
  const [level, ...caveats] = data.markings[code];
  const inWords = MARKINGS.has(level) ? `${level} (${MARKINGS.get(level)})` : level === "Unmarked" ? "" : level;
  return [inWords, ...caveats].filter(Boolean);
}

// All markings that the documents bear, once each.
export const markingsOfAll = () => [...new Set(data.documents.marking.filter(hasMarking).flatMap(markingParts))].join(" · ");

export const markingWords = (code) => markingParts(code).join(" · ");
