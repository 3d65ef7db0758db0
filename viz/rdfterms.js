// Terms of Turtle, and groups of triples; every text can stand in them.

import { data } from "./data.js";

// A stray percent sign, or what RFC 3987 keeps out of an IRI; letters of every script may stay.
const NOT_IN_IRI = /%(?![0-9A-Fa-f]{2})|[^\p{L}\p{N}\p{M}%._~:/?#@!$&'()*+,;=-]/gu;
const LOCAL = /^[A-Za-z][A-Za-z0-9_-]*$/;

const percent = (sign) => Array.from(new TextEncoder().encode(sign), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");

export function iriTerm(iri) {
  const [before, ...after] = iri.replace(NOT_IN_IRI, percent).split("#"); // only one # may stand in it
  return `<${before}${after.length ? `#${after.join("%23")}` : ""}>`;
}

// A thing of the graph: its IRI without the base, or an IRI in full.
const ABSOLUTE = /^[A-Za-z][A-Za-z0-9+.-]*:/;
export const fullIri = (iri) => (ABSOLUTE.test(iri) ? iri : data.base + iri);
export const thingTerm = (iri) => iriTerm(fullIri(iri));

// A CURIE whose prefix is known, else an IRI; a name without either is one of the vocabulary.
export function vocabularyTerm(name) {
  const curie = name.includes(":") ? name : `tip:${name}`;
  const [prefix, local] = [curie.slice(0, curie.indexOf(":")), curie.slice(curie.indexOf(":") + 1)];
  if (!Object.hasOwn(data.prefixes, prefix)) return iriTerm(ABSOLUTE.test(curie) ? curie : data.prefixes.tip + name);
  return LOCAL.test(local) ? curie : iriTerm(data.prefixes[prefix] + local);
}

const ESCAPES = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };
export const textTerm = (text) =>
  `"${text.replace(/[\\"\n\r\t]/g, (sign) => ESCAPES[sign]).replace(/[\u0000-\u001f\u007f]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`).replace(/\p{Cs}/gu, "\ufffd")}"`;

const typed = (text, type) => `${textTerm(text)}^^xsd:${type}`;
export const integerTerm = (value) => typed(String(value), "integer");
export const booleanTerm = (value) => typed(value ? "true" : "false", "boolean");
export const confidenceTerm = (value) => typed(String(Number(value.toFixed(3))), "decimal");

export function numberTerm(text) {
  if (/^-?\d+$/.test(text)) return typed(text, "integer");
  return /^-?\d+\.\d+$/.test(text) ? typed(text, "decimal") : textTerm(text);
}

const DATES = [[/^\d{4}$/, "gYear"], [/^\d{4}-\d\d$/, "gYearMonth"], [/^\d{4}-\d\d-\d\d$/, "date"]];
export const dateType = (text) => DATES.find(([form]) => form.test(text))?.[1] ?? "";
export const dateTerm = (text) => (dateType(text) ? typed(text, dateType(text)) : textTerm(text));

// One subject with its pairs of predicate and value; what is empty says nothing.
export function tripleGroup(subject, pairs) {
  const said = pairs.filter(([, value]) => value).map(([predicate, value]) => `  ${predicate === "a" ? "a" : vocabularyTerm(predicate)} ${value}`);
  return said.length ? `${subject}\n${said.join(" ;\n")} .\n` : "";
}
