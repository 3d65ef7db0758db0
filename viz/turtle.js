// The visible statements as Turtle, in the vocabulary of the graph and with its IRIs: a part of the graph that it came from.

import { data, indicatorOf, nodes, rowOf } from "./data.js";
import { digestOf } from "./digest.js";
import { booleanTerm, confidenceTerm, dateTerm, dateType, integerTerm, iriTerm, numberTerm, textTerm, thingTerm, tripleGroup, vocabularyTerm } from "./rdfterms.js";

const CLASSES = { claims: "tip:Claim", flows: "tip:VictimFlow", observations: "tip:Observation", assessments: "tip:Assessment" };
const INSTANTS = { gYear: "time:inXSDgYear", gYearMonth: "time:inXSDgYearMonth", date: "time:inXSDDate" };
const MOST_CONTEXT = 32;

// `visible`: { claims: [rows], flows: [rows], observations: [rows], assessments: [rows], facts: [rows] }
export function turtleOf(visible) {
  const needed = { nodes: new Set(), documents: new Set(), passages: new Set(), evidence: new Map(), periods: new Map() };
  const statements = Object.keys(CLASSES).flatMap((kind) => (visible[kind] ?? []).map((row) => statementTriples(kind, row, needed)));
  const edges = (visible.facts ?? []).map((row) => edgeTriple(data.facts.subject[row], data.facts.predicate[row], data.facts.object[row], needed));
  for (const passage of needed.passages) needed.documents.add(data.passages.document[passage]);
  const described = [...needed.documents].filter((document) => document >= 0).sort((a, b) => a - b).map((document) => describeDocument(document, needed));
  const parts = [
    ...described, ...[...needed.passages].sort((a, b) => a - b).map(describePassage),
    ...[...needed.nodes].filter((node) => node >= 0).sort((a, b) => a - b).map(describeThing),
    ...edges, ...statements, ...needed.evidence.values(), ...needed.periods.values(),
  ];
  return `${turtleHead()}\n${parts.filter(Boolean).join("\n")}`;
}

const turtleHead = () => Object.entries({ ...data.prefixes, id: data.base }).map(([prefix, iri]) => `@prefix ${prefix}: ${iriTerm(iri)} .\n`).join("");

const thingNeeded = (node, needed) => (node < 0 ? "" : (needed.nodes.add(node), thingTerm(nodes.iri[node])));
const conceptTerm = (property, label) => (Object.hasOwn(data.concepts[property] ?? {}, label) ? vocabularyTerm(data.concepts[property][label]) : "");
const everyOne = (predicate, values) => values.filter(Boolean).map((value) => [predicate, value]);

// The level and the caveats of a marking: whoever is given a statement must know how to handle it.
function handling(code) {
  const [level, ...caveats] = data.markings[code];
  return [["tip:marking", level && vocabularyTerm(`tip-marking:${level}`)], ...everyOne("tip:caveat", caveats.map((label) => conceptTerm("caveat", label)))];
}

function edgeTriple(subject, predicate, object, needed) {
  return tripleGroup(thingNeeded(subject, needed), [[data.predicates.name[predicate], thingNeeded(object, needed)]]);
}

function statementTriples(kind, row, needed) {
  const table = data[kind];
  const document = table.document[row];
  if (document >= 0) needed.documents.add(document);
  const made = tripleGroup(thingTerm(table.iri[row]), [
    ["a", CLASSES[kind]],
    ...CONTENT[kind](table, row, needed),
    ["tip:polarity", vocabularyTerm(data.polarities[table.polarity[row]])],
    ["tip:modality", vocabularyTerm(data.modalities[table.modality[row]])],
    ...everyOne("tip:attributedTo", table.speakers[row].map((node) => thingNeeded(node, needed))),
    ["tip:period", periodTerm(table.period[row], needed)],
    ...everyOne("tip:extractedBy", data.rules[table.rule[row]].map(textTerm)),
    ...everyOne("tip:weakenedBy", data.doubts[table.doubt[row]].map(textTerm)),
    ["tip:confidence", table.confidence[row] >= 0 && confidenceTerm(table.confidence[row])],
    ...handling(table.marking[row]),
    ["prov:hadPrimarySource", document >= 0 && thingTerm(data.documents.iri[document])],
    ...everyOne("tip:evidence", table.evidence[row].map((piece) => evidenceTerm(kind, row, piece, needed))),
  ]);
  return made + plainEdge(kind, row, needed);
}

// What is affirmed and asserted is an edge of its own.
function plainEdge(kind, row, needed) {
  const table = data[kind];
  const plain = kind === "claims" && data.polarities[table.polarity[row]] === "Affirmed" && data.modalities[table.modality[row]] === "Asserted";
  return plain ? tripleGroup(thingNeeded(table.subject[row], needed), [[data.predicates.name[table.predicate[row]], objectTerm(table, row, needed)]]) : "";
}

const objectTerm = (table, row, needed) => (table.object[row] < 0 ? textTerm(table.text[row]) : thingNeeded(table.object[row], needed));

const CONTENT = {
  claims: (table, row, needed) => [
    ["rdf:subject", thingNeeded(table.subject[row], needed)], ["rdf:predicate", vocabularyTerm(data.predicates.name[table.predicate[row]])], ["rdf:object", objectTerm(table, row, needed)],
    ...everyOne("tip:contradicts", table.against[row].map((other) => thingTerm(table.iri[other]))),
  ],
  flows: (table, row, needed) => [
    ["tip:origin", thingNeeded(table.origin[row], needed)], ["tip:destination", thingNeeded(table.destination[row], needed)],
    ...everyOne("tip:transit", table.transit[row].map((node) => thingNeeded(node, needed))),
    ["tip:internal", booleanTerm(table.internal[row])],
    ...everyOne("tip:exploitation", table.exploitation[row].map((label) => conceptTerm("exploitation", label))),
    ...everyOne("tip:victimGroup", table.groups[row].map((label) => conceptTerm("victimGroup", label))),
    ["tip:victimCount", table.count[row] >= 0 && integerTerm(table.count[row])],
  ],
  observations: (table, row, needed) => [
    ["tip:indicator", indicatorTerm(table, row)],
    ["tip:value", table.value[row] && numberTerm(table.value[row])], ["tip:minValue", table.minimum[row] && numberTerm(table.minimum[row])], ["tip:maxValue", table.maximum[row] && numberTerm(table.maximum[row])],
    ["tip:unit", table.unit[row] && textTerm(table.unit[row])], ["tip:population", table.population[row] && textTerm(table.population[row])], ["tip:refArea", thingNeeded(table.area[row], needed)],
    ...everyOne("tip:differsFrom", table.against[row].map((other) => thingTerm(table.iri[other]))),
  ],
  assessments: (table, row, needed) => [
    ["tip:assesses", thingNeeded(table.thing[row], needed)], ["tip:assessedWords", table.text[row] && textTerm(table.text[row])],
    ["tip:assessmentValue", conceptTerm("assessmentValue", table.value[row])], ["tip:judgement", conceptTerm("judgement", table.judgement[row])],
    ["tip:topic", conceptTerm("topic", table.topic[row])],
  ],
};

const indicatorTerm = (table, row) => conceptTerm("indicator", indicatorOf(row));

// A date, or the node of an interval: "2007 to 2008", "from 2007", "until 2008".
function periodTerm(words, needed) {
  if (!words) return "";
  const [, from, to] = /^(\S+) to (\S+)$/.exec(words) ?? [];
  const [, start] = /^from (\S+)$/.exec(words) ?? [];
  const [, end] = /^until (\S+)$/.exec(words) ?? [];
  const ends = [from ?? start ?? "", to ?? end ?? ""];
  if (!ends[0] && !ends[1]) return dateTerm(words);
  const term = thingTerm(`period/${ends.join("--")}`);
  const instants = ends.map((date) => (dateType(date) ? thingTerm(`period/${date}`) : ""));
  needed.periods.set(term, tripleGroup(term, [["a", "time:Interval"], ["rdfs:label", textTerm(ends.join("/"))], ["time:hasBeginning", instants[0]], ["time:hasEnd", instants[1]]]) +
    ends.map((date, i) => (instants[i] ? tripleGroup(instants[i], [["a", "time:Instant"], ["rdfs:label", textTerm(date)], [INSTANTS[dateType(date)], dateTerm(date)]]) : "")).join(""));
  return term;
}

function evidenceTerm(kind, row, [passage, ...rest], needed) {
  if (passage < 0) return quotedAlone(`evidence/${digestOf(data[kind].iri[row], ...rest)}`, kind, row, rest, needed);
  const text = data.passages.text[passage];
  const [start, end] = rest;
  const offset = data.passages.start[passage] + [...text.slice(0, start)].length;
  const exact = text.slice(start, end);
  const stop = offset + [...exact].length;
  const document = data.passages.document[passage];
  needed.passages.add(passage);
  const name = `evidence/${digestOf(data.documents.identifier[document] ?? "", offset, stop, exact)}`;
  needed.evidence.set(name,
    tripleGroup(thingTerm(name), [
      ["a", "oa:SpecificResource"], ["oa:hasSource", document >= 0 && thingTerm(data.documents.iri[document])], ["tip:passage", passageTerm(passage)],
      ["oa:hasSelector", thingTerm(`${name}/position`)], ["oa:hasSelector", thingTerm(`${name}/quote`)],
    ]) +
    tripleGroup(thingTerm(`${name}/position`), [["a", "oa:TextPositionSelector"], ["oa:start", integerTerm(offset)], ["oa:end", integerTerm(stop)]]) +
    tripleGroup(thingTerm(`${name}/quote`), [["a", "oa:TextQuoteSelector"], ["oa:exact", textTerm(exact)], ["oa:prefix", contextTerm(text.slice(0, start), -MOST_CONTEXT)], ["oa:suffix", contextTerm(text.slice(end), MOST_CONTEXT)]]));
  return thingTerm(name);
}

// The characters beside a quotation, where the passage holds all that the graph keeps.
function contextTerm(text, most) {
  const found = most < 0 ? [...text].slice(most) : [...text].slice(0, most);
  return found.length === MOST_CONTEXT && textTerm(found.join(""));
}

function quotedAlone(name, kind, row, [prefix, exact, suffix], needed) {
  const document = data[kind].document[row];
  needed.evidence.set(name,
    tripleGroup(thingTerm(name), [["a", "oa:SpecificResource"], ["oa:hasSource", document >= 0 && thingTerm(data.documents.iri[document])], ["oa:hasSelector", thingTerm(`${name}/quote`)]]) +
    tripleGroup(thingTerm(`${name}/quote`), [["a", "oa:TextQuoteSelector"], ["oa:exact", textTerm(exact)], ["oa:prefix", prefix && textTerm(prefix)], ["oa:suffix", suffix && textTerm(suffix)]]));
  return thingTerm(name);
}

// Escapes as Python's `quote(number, safe="")` leaves them.
const passageTerm = (passage) => {
  const number = encodeURIComponent(data.passages.number[passage].replace(/\p{Cs}/gu, "?")).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return thingTerm(`${data.documents.iri[data.passages.document[passage]] ?? "document"}/${number}`);
};

function describePassage(passage) {
  const table = data.passages;
  const document = table.document[passage];
  return tripleGroup(passageTerm(passage), [
    ["a", "tip:Passage"], ["tip:number", textTerm(table.number[passage])], ["tip:heading", table.heading[passage] && textTerm(table.heading[passage])],
    ["tip:topic", conceptTerm("topic", table.topic[passage])], ["dcterms:isPartOf", document >= 0 && thingTerm(data.documents.iri[document])],
    ...handling(table.marking[passage]),
  ]);
}

function describeDocument(document, needed) {
  const table = data.documents;
  return tripleGroup(thingTerm(table.iri[document]), [
    ["a", "tip:Document"], ["dcterms:identifier", table.identifier[document] && textTerm(table.identifier[document])],
    ["dcterms:title", table.label[document] && table.label[document] !== table.identifier[document] && textTerm(table.label[document])],
    ["dcterms:issued", table.issued[document] && dateTerm(table.issued[document])], ["dcterms:creator", thingNeeded(table.creator[document], needed)],
    ["tip:authorName", table.author[document] && textTerm(table.author[document])], ["tip:about", thingNeeded(table.about[document], needed)],
    ...handling(table.marking[document]),
  ]);
}

// The code of a country; of all else the country it belongs to, where that is in the graph.
function belonging(node) {
  const code = nodes.iso2[node];
  if (!code) return [];
  if (data.classes.name[nodes.type[node]] === "Country") return [["tip:iso2", textTerm(code)]];
  const country = `country/${code.toLowerCase()}`;
  return [["tip:country", nodes.country[node] && rowOf("nodes", country) >= 0 && thingTerm(country)]];
}

function describeThing(node) {
  return tripleGroup(thingTerm(nodes.iri[node]), [
    ["a", vocabularyTerm(data.classes.name[nodes.type[node]])], ["skos:prefLabel", textTerm(nodes.label[node])],
    ...everyOne("skos:altLabel", nodes.aliases[node].map(textTerm)), ...everyOne("skos:exactMatch", nodes.matches[node].map(thingTerm)),
    ...belonging(node),
  ]);
}
