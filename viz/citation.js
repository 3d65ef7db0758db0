// Where a sentence stands, for a footnote and for BibTeX.

import { data, nodes } from "./data.js";
import { markingSigns } from "./markings.js";

const oneLine = (text) => text.replace(/\s+/g, " ").trim();
const characterCount = (text) => [...text].length; // the graph counts characters, the browser UTF-16 units

// { document, title, identifier, author, issued, paragraph, marking, start, end, quote } of a place [passage, start, end]
function citedPlace(kind, row, [passage, start, end]) {
  const document = data[kind].document[row];
  const text = data.passages.text[passage];
  const first = data.passages.start[passage];
  const from = first + characterCount(text.slice(0, start));
  return {
    ...sourceOf(document),
    paragraph: data.passages.number[passage],
    marking: markingSigns(data.passages.marking[passage]),
    start: first < 0 ? -1 : from,
    end: first < 0 ? -1 : from + characterCount(text.slice(start, end)),
    quote: oneLine(text.slice(start, end)),
  };
}

function sourceOf(document) {
  const table = data.documents;
  if (document < 0) return { document, title: "", identifier: "", author: "", issued: "" };
  const creator = table.creator[document];
  return {
    document, title: table.label[document], identifier: table.identifier[document], issued: table.issued[document],
    author: table.author[document] || (creator >= 0 ? nodes.label[creator] : ""),
  };
}

export function citationOf(kind, row, piece) {
  const place = citedPlace(kind, row, piece);
  const where = [paragraphWords(place), place.start >= 0 && `characters ${place.start}–${place.end}`];
  const head = [place.author, place.title && `“${oneLine(place.title)}”`, place.identifier !== place.title && place.identifier, place.issued, ...where];
  return `${head.filter(Boolean).join(", ")}: “${place.quote}”`;
}

const paragraphWords = ({ paragraph, marking }) => [paragraph && `paragraph ${paragraph}`, marking && `(${marking})`].filter(Boolean).join(" ");

export function bibtexOf(kind, row, piece) {
  const place = citedPlace(kind, row, piece);
  const where = [paragraphWords(place), place.start >= 0 && `characters ${place.start} to ${place.end}`].filter(Boolean).join(", ");
  return bibtexEntry(place, `${keyOf(place)}-${place.paragraph}-${place.start}`, [where, `“${place.quote}”`].filter(Boolean).join(": "));
}

export const documentBibtex = (document) => bibtexEntry(sourceOf(document), keyOf(sourceOf(document)), "");

// Equal identifiers cannot be: the document's number keeps keys apart that only differ in what BibTeX forbids.
const keyOf = (source) => `${(source.identifier || "document").normalize("NFKD").replace(/[^A-Za-z0-9.:-]+/g, "-").slice(0, 60)}-${source.document + 1}`;

const BIBTEX_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

function bibtexEntry(source, key, note) {
  const [, year, month] = /^(\d{4})(?:-(\d\d))?/.exec(source.issued) ?? [];
  const fields = [
    ["title", source.title && `{${bibtexText(source.title)}}`], ["author", source.author && `{${bibtexText(source.author)}}`],
    ["year", year], ["month", month && BIBTEX_MONTHS[month - 1], true], ["howpublished", source.identifier && bibtexText(source.identifier)],
    ["note", note && bibtexText(note)],
  ].filter(([, value]) => value);
  return `@misc{${key.replace(/[^A-Za-z0-9.:-]+/g, "-")},\n${fields.map(([field, value, bare]) => `  ${field} = ${bare ? value : `{${value}}`},`).join("\n")}\n}\n`;
}

// BibTeX counts braces, escaped or not, so that those of the text become commands.
const COMMANDS = { "\\": "\\textbackslash{}", "{": "\\textbraceleft{}", "}": "\\textbraceright{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };
const bibtexText = (text) => oneLine(text).replace(/[\\{}~^]/g, (sign) => COMMANDS[sign]).replace(/[&%$#_]/g, "\\$&").replace(/[\p{Cc}\p{Cs}]/gu, "");
