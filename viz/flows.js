// Flows of victims as lines of the map: where things lie, and which flows one line stands for.

import { data, nodes, statusOf } from "./data.js";
import { formsOf, groupsOfVictims, rowsOf } from "./filters.js";

// The place of the map that a node belongs to: its country, else its region; null where it has none.
// { key, x, y, name, opens }: `opens` is the node that a click opens, the country's or region's own where the graph has one.
const placeByKey = new Map();
function placeOf(node) {
  if (node < 0) return null;
  const key = nodes.iso2[node] || nodes.iri[node];
  const at = placed("outlines", key) ?? placed("centres", key);
  if (!at) return null;
  if (!placeByKey.has(key)) {
    const own = nodeOfPlace(key);
    placeByKey.set(key, { key, x: at[0], y: at[1], name: own < 0 ? countryName(key) : nodes.label[own], opens: own < 0 ? node : own });
  }
  return placeByKey.get(key);
}

// Any text may stand as a key, "constructor" too.
const placed = (kind, key) => (Object.hasOwn(data.world[kind], key) ? data.world[kind][key] : null);
export const hasOutline = (key) => placed("outlines", key) !== null;

function nodeOfPlace(key) {
  const country = nodes.iso2.findIndex((code, node) => code === key && data.classes.name[nodes.type[node]] === "Country");
  return country < 0 ? nodes.iri.indexOf(key) : country;
}

// The browser's own English name of a country whose node the graph lacks.
const regionNames = new Intl.DisplayNames("en", { type: "region", fallback: "code" });
export const countryName = (code) => (/^[A-Z]{2}$/.test(code) ? regionNames.of(code) : code);
export const placeName = (place) => place?.name ?? "not said";

// The pairs of places between which a flow runs; null where the text does not say or the map has no such place.
function legsOf(row) {
  const { origin, transit, destination, internal } = data.flows;
  const [from, to] = [placeOf(origin[row]), placeOf(destination[row])];
  if (internal[row]) return [[from ?? to, from ?? to]];
  const through = transit[row].map(placeOf).filter(Boolean);
  if (!through.length) return [[from, to]];
  return through.flatMap((place) => [[from, place], [place, to]]);
}

const keyOf = (place) => place?.key ?? "";
const lineKey = (from, to, form, status) => [keyOf(from), keyOf(to), form, status].join("|");

// The lines for a state, most statements first: { key, from, to, form, status, rows, victims }. `unplaced` are the flows with no
// place on the map. A flow for two forms of exploitation, or with two legs, is on several lines.
export function flowLines(state) {
  const hidden = new Set(state.hide);
  const lines = new Map();
  const unplaced = [];
  for (const row of rowsOf("flows", state)) {
    const legs = legsOf(row).filter(([from, to]) => from || to);
    if (!legs.length) unplaced.push(row);
    const status = statusOf("flows", row);
    for (const form of formsOf(row).filter((one) => !hidden.has("form:" + one))) {
      for (const [from, to] of legs) {
        const key = lineKey(from, to, form, status);
        if (!lines.has(key)) lines.set(key, { key, from, to, form, status, rows: [], victims: 0 });
        const line = lines.get(key);
        if (line.rows.at(-1) === row) continue;
        line.rows.push(row);
        line.victims += Math.max(0, data.flows.count[row]);
      }
    }
  }
  const found = [...lines.values()].sort((a, b) => b.rows.length - a.rows.length || (a.key < b.key ? -1 : 1));
  return { lines: found, unplaced };
}

// How many flows there are of each form of exploitation, group of victims, source and certainty, for the choices beside the map.
export function flowCounts() {
  const counts = { form: new Map(), group: new Map(), source: new Map(), status: new Map() };
  const add = (map, value) => map.set(value, (map.get(value) ?? 0) + 1);
  data.flows.iri.forEach((_, row) => {
    for (const form of formsOf(row)) add(counts.form, form);
    for (const group of groupsOfVictims(row)) add(counts.group, group);
    add(counts.status, statusOf("flows", row));
    if (data.flows.document[row] >= 0) add(counts.source, data.flows.document[row]);
  });
  return counts;
}
