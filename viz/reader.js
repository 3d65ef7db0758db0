// A document as it was read, with names and found sentences marked. Clicking leads to what was found, and back.

import { data, familyOf, nodes, rowOf, rowsOfDocument, statusOf } from "./data.js";
import { byId, element, fill, name, plural } from "./dom.js";
import { compareChoice } from "./compare.js";
import { findStatement, KINDS } from "./evidence.js";
import { findBar } from "./finding.js";
import { headingsOf, isHeading } from "./headings.js";
import { jumpList } from "./jumplist.js";
import { familyColour } from "./looks.js";
import { nodeLink, toNode, toStatement } from "./links.js";
import { hasMarking, markingSigns, markingWords } from "./markings.js";
import { changed } from "./state.js";

const FOLDED = 12; // lines; a longer list, such as the header of a cable, is folded up
let open = { document: -1, signature: "" };

// Fills the reader when the state opens a document; tells whether it did.
export function showReader(state) {
  const room = byId("reader");
  const document = state.doc && !state.with ? rowOf("documents", state.doc) : -1;
  room.hidden = document < 0;
  if (document < 0) {
    open = { document: -1, signature: "" };
    return false;
  }
  if (open.document !== document) {
    room.replaceChildren();
    fill(room, header(document, room), body(document));
    room.scrollTop = 0;
    open = { document, signature: "" };
  }
  for (const link of room.querySelectorAll("a[data-node], a[data-statement]")) refresh(link);
  highlight(room, state);
  return true;
}

// Addresses keep the rest of the state, which has changed since the text was written.
function refresh(link) {
  if (link.dataset.node !== undefined) link.href = toNode(Number(link.dataset.node));
  else link.href = toStatement(link.dataset.kind, Number(link.dataset.statement));
}

function highlight(room, state) {
  for (const marked of room.querySelectorAll(".chosen")) marked.classList.remove("chosen");
  const found = state.statement ? findStatement(state.statement) : null;
  const node = found ? -1 : rowOf("nodes", state.pick);
  const selector = found ? `[data-said~="${found.kind}-${found.row}"]` : node >= 0 ? `a[data-node="${node}"]` : "";
  const targets = selector ? [...room.querySelectorAll(selector)] : [];
  for (const target of targets) target.classList.add("chosen");
  const signature = selector;
  for (const target of targets) target.closest("details")?.setAttribute("open", "");
  if (targets.length && signature !== open.signature && !targets.some((target) => inSight(target, room))) {
    // Paragraphs out of sight have guessed heights, so the place is only right once those around it are drawn.
    const bring = (again) => {
      targets[0].scrollIntoView({ block: "center" });
      if (again) requestAnimationFrame(() => bring(again - 1));
    };
    bring(3);
  }
  open.signature = signature;
}

function inSight(target, room) {
  const [box, frame] = [target.getBoundingClientRect(), room.getBoundingClientRect()];
  return box.height > 0 && box.top >= frame.top && box.bottom <= frame.bottom;
}

function header(document, room) {
  const table = data.documents;
  const facts = [
    table.identifier[document],
    table.issued[document],
    table.creator[document] >= 0 ? ["by ", nodeLink(table.creator[document])] : table.author[document] ? ["by ", name(table.author[document])] : "",
    table.about[document] >= 0 ? ["about ", nodeLink(table.about[document])] : "",
  ].filter((part) => part.length);
  const passages = rowsOfDocument().passages[document];
  const jump = (passage) => {
    const place = byId(`passage-${passage}`);
    place.closest("details")?.setAttribute("open", "");
    place.scrollIntoView({ block: "start" });
    place.focus({ preventScroll: true });
  };
  return element(
    "header",
    {},
    element("a", { class: "close", href: changed({ doc: "" }), "aria-label": "Close the document" }, "×"),
    element("h2", {}, name(table.label[document])),
    element("p", { class: "quiet" }, facts.flatMap((part, i) => [i ? " · " : "", part])),
    hasMarking(table.marking[document]) ? element("p", { class: "portion" }, markingWords(table.marking[document])) : null,
    element("p", { class: "quiet key" }, element("span", { class: "mention sample" }, "name"), " and ", element("span", { class: "said sample" }, "found sentence"), " lead to what was found."),
    passages.length ? [findBar(room), jumpList(passages, jump)] : null,
    data.documents.iri.length > 1 ? element("p", {}, compareChoice(document)) : null,
  );
}

function body(document) {
  const passages = rowsOfDocument().passages[document];
  if (!passages.length) return element("p", { class: "empty" }, "The graph holds no text of this document. Its findings are in the details.");
  const spans = spansByPassage(new Set(passages));
  const headings = new Map(headingsOf(passages).map((heading) => [heading.passage, heading]));
  return passages.map((passage) => {
    const begins = headings.get(passage);
    const shown = begins?.printed ? element("h3", {}, name(begins.heading)) : null;
    const made = paragraph(passage, spans.get(passage) ?? []);
    if (begins && isHeading(data.passages.text[passage], begins.heading)) made.classList.add("titled");
    const lines = data.passages.text[passage].split("\n").length;
    const folded = made.classList.contains("listing") && lines > FOLDED;
    return [shown, folded ? element("details", { class: "folded" }, element("summary", {}, `${passageName(passage)}, ${lines} lines`), made) : made];
  });
}

const passageName = (passage) => (/^\p{L}/u.test(data.passages.number[passage]) ? data.passages.number[passage] : "List " + data.passages.number[passage]);

function spansByPassage(passages) {
  const spans = new Map();
  const add = (passage, span) => {
    if (!passages.has(passage) || span.start >= span.end) return;
    if (!spans.has(passage)) spans.set(passage, []);
    spans.get(passage).push(span);
  };
  data.mentions.passage.forEach((passage, row) =>
    add(passage, { start: data.mentions.start[row], end: data.mentions.end[row], node: data.mentions.node[row] }),
  );
  for (const kind of KINDS) {
    data[kind].evidence.forEach((pieces, row) => {
      for (const [passage, start, end] of pieces) if (passage >= 0) add(passage, { start, end, kind, row, node: -1 });
    });
  }
  return spans;
}

function paragraph(passage, spans) {
  const text = data.passages.text[passage];
  const number = data.passages.number[passage];
  const marking = markingSigns(data.passages.marking[passage]);
  const topic = data.passages.topic[passage];
  const lineLengths = text.split("\n").filter(Boolean).map((line) => line.length);
  const short = lineLengths.length > 3 && lineLengths.filter((length) => length < 50).length > lineLengths.length * 0.6;
  return element(
    "div",
    { class: short ? "passage listing" : "passage", id: `passage-${passage}`, tabindex: "-1" },
    element("span", { class: "number", title: marking ? `marking ${marking}` : "" }, number, marking ? element("small", {}, marking) : null),
    topic ? element("span", { class: "topic", title: "the topic of this passage" }, topic) : null,
    element("p", { dir: "auto" }, pieces(text, spans)),
  );
}

// The text cut wherever a name or a sentence begins or ends.
function pieces(text, spans) {
  const cuts = [...new Set([0, text.length, ...spans.flatMap((span) => [span.start, span.end])])].sort((a, b) => a - b);
  const sorted = [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
  const made = [];
  let next = 0;
  let active = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [start, end] = [cuts[i], cuts[i + 1]];
    active = active.filter((span) => span.end > start);
    while (next < sorted.length && sorted[next].start <= start) active.push(sorted[next++]);
    made.push(piece(text.slice(start, end), active));
    const ending = active.filter((span) => span.kind && span.end === end);
    if (ending.length) made.push(footnote(ending));
  }
  return made;
}

function piece(text, active) {
  const mention = active.find((span) => span.node >= 0);
  const said = active.filter((span) => span.kind);
  const content = paragraphs(text);
  let made = null;
  if (mention) {
    made = element("a", { class: "mention", "data-node": mention.node, "data-tab": "details", title: nodes.label[mention.node], href: "#" }, content);
    made.style.setProperty("--family", `var(--family-${familyOf(mention.node)})`);
  }
  if (!said.length) return made ?? content;
  const status = statusOf(said[0].kind, said[0].row);
  return element("span", { class: `said ${status}`, "data-said": said.map((span) => `${span.kind}-${span.row}`).join(" ") }, made ?? content);
}

// Blank lines stay as gaps; the line breaks of a fixed width do not.
function paragraphs(text) {
  return text.split(/(\n[ \t\r]*\n\s*)/).map((part, i) => (i % 2 ? element("span", { class: "gap" }, part) : part));
}

function footnote(ending) {
  const [first] = ending;
  const words = plural(ending.length, "finding");
  return element(
    "a",
    { class: "found", "data-kind": first.kind, "data-statement": first.row, "data-tab": "details", href: "#", "aria-label": `${words} in this sentence`, title: words },
    String(ending.length),
  );
}

// Clicking anywhere on a found sentence is as good as clicking its small number.
export function setUpReader() {
  byId("reader").addEventListener("click", (event) => {
    if (event.target.closest("a, button") || String(getSelection())) return;
    const said = event.target.closest("[data-said]");
    if (!said) return;
    const [kind, row] = said.dataset.said.split(" ").at(-1).split("-");
    location.hash = toStatement(kind, Number(row));
  });
}

export function setFamilyColours() {
  data.looks.families.forEach((_, family) => document.documentElement.style.setProperty(`--family-${family}`, familyColour(family)));
}
