// Which nodes and lines the picture shows for a state, and where they stand.

import { data, lines, lineBetween, lineCount, linesOf, members, nodeCount, nodes, rowOf, familyOf, families, doubtfulClaims } from "./data.js";
import { arrange } from "./arrange.js";
import { isFiltered, passes } from "./filters.js";
import { plural } from "./dom.js";
import { expanded, neighbours, relationOf } from "./neighbours.js";
import { outlinesOf } from "./outlines.js";
import { columnsOf, shortestPaths } from "./paths.js";
import { radiusBy } from "./sizes.js";

const MOST_ARRANGED = 420; // above, the arrangement made by Python is used
const MOST_SPLIT = 600; // lines; above, one line for each statement would be a thicket
const MOST_PATHS = 24;

const nodesAt = (state) => state.at.map((iri) => rowOf("nodes", iri)).filter((node) => node >= 0);
export const communityOf = (state) => nodes.community[rowOf("nodes", state.community)] ?? -1;

export function filtersOf(state) {
  const hidden = new Set(state.hide);
  const type = families.map((family) => !hidden.has("type:" + family.name));
  const left = new Set(state.hide.filter((token) => token.startsWith("community:")).map((token) => nodes.community[rowOf("nodes", token.slice(10))]));
  const test = passes(state);
  return { node: (node) => type[familyOf(node)] && !(left.size && left.has(nodes.community[node])), item: (item) => test(item.kind, item.row), any: isFiltered(state) };
}

// { nodes, lines: [{ line, a, b, items, look, bend }] with a and b as places in nodes, x, y, radius, focus, notes,
// outlines, pinned, above: whose name stands above it, even: whether no line is more important than others }
export function sceneOf(state) {
  const filters = filtersOf(state);
  const chosen = choose(state, filters);
  const shown = chosen.nodes;
  const place = new Map(shown.map((node, i) => [node, i]));
  const drawn = [];
  const candidates = shown.length > nodeCount / 4 ? range(lineCount) : [...new Set(shown.flatMap((node) => linesOf[node]))];
  for (const line of candidates) {
    const a = place.get(lines.a[line]);
    const b = place.get(lines.b[line]);
    if (a === undefined || b === undefined) continue;
    if (state.doubt && !chosen.lines.has(line)) continue;
    const items = filters.any ? lines.items[line].filter(filters.item) : lines.items[line];
    if (items.length) drawn.push({ line, a, b, items, look: lookOf(items), bend: 0 });
  }
  const { x, y } = positions(shown, drawn, chosen);
  const pinned = moveToPins(state, place, x, y);
  const split = state.split && drawn.length <= MOST_SPLIT;
  return {
    nodes: shown, place, lines: split ? drawn.flatMap(splitLine) : drawn, x, y, pinned,
    focus: new Set(chosen.focus), even: Boolean(chosen.columns), notes: chosen.notes, above: sides(drawn, y),
    radius: Float64Array.from(shown, radiusBy(state.size)),
    outlines: state.groups ? outlinesOf(shown, x, y) : [],
  };
}

// One line for each relation, direction and status between two nodes, bent away from each other.
function splitLine(whole) {
  const groups = new Map();
  for (const item of whole.items) {
    const key = `${relationOf(item)} ${item.from} ${item.status}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(item);
  }
  return [...groups.values()].map((items, i) => ({ ...whole, items, look: lookOf(items), bend: (i - (groups.size - 1) / 2) * 26 }));
}

// A pin is "iri@x,y", in the places of the picture; it holds against every new arrangement.
export const pinOf = (node, x, y) => `${nodes.iri[node]}@${Math.round(x)},${Math.round(y)}`;
export const pinnedIri = (pin) => pin.slice(0, pin.lastIndexOf("@"));

function moveToPins(state, place, x, y) {
  const pinned = new Set();
  for (const pin of state.pin) {
    const i = place.get(rowOf("nodes", pinnedIri(pin)));
    const [px, py] = pin.slice(pin.lastIndexOf("@") + 1).split(",").map(Number);
    if (i === undefined || !Number.isFinite(px) || !Number.isFinite(py)) continue;
    [x[i], y[i]] = [px, py];
    pinned.add(i);
  }
  return pinned;
}

// A name stands above its node where the lines come from below, so that it hides no arrow.
function sides(drawn, y) {
  const down = new Float64Array(y.length);
  for (const { a, b } of drawn) {
    down[a] += Math.sign(y[b] - y[a]);
    down[b] += Math.sign(y[a] - y[b]);
  }
  return Array.from(down, (sum) => sum > 0);
}

const range = (count) => Array.from({ length: count }, (_, i) => i);

function choose(state, filters) {
  const gone = new Set(state.gone.map((iri) => rowOf("nodes", iri)));
  const chosen = state.all ? everything(filters) : state.doubt ? doubted(filters) : around(state, filters);
  return gone.size ? { ...chosen, nodes: chosen.nodes.filter((node) => !gone.has(node)), focus: chosen.focus.filter((node) => !gone.has(node)) } : chosen;
}

function everything(filters) {
  const shown = range(nodeCount).filter(filters.node);
  return { nodes: shown, focus: [], notes: [`Everything: ${plural(shown.length, "name")}`] };
}

function doubted(filters) {
  const found = new Set();
  for (const row of doubtfulClaims()) {
    const line = data.claims.object[row] < 0 ? -1 : lineBetween(data.claims.subject[row], data.claims.object[row]);
    if (line >= 0) found.add(line);
  }
  const shown = new Set([...found].flatMap((line) => [lines.a[line], lines.b[line]]));
  return { nodes: [...shown].filter(filters.node).sort((a, b) => a - b), lines: found, focus: [], notes: ["What is denied, alleged, believed or disagreed on"] };
}

function around(state, filters) {
  const { found: shown, notes } = expanded(state, filters);
  const focus = nodesAt(state);
  if (state.community) {
    const group = members()[communityOf(state)] ?? [];
    group.forEach((node) => filters.node(node) && shown.add(node));
    notes.push(`Group of ${plural(group.length, "name")}`);
  }
  for (const node of state.only.map((iri) => rowOf("nodes", iri))) if (node >= 0) shown.add(node);
  const linked = state.path.length === 2 ? linksBetween(state, filters) : null;
  linked?.paths.flat().forEach((node) => shown.add(node));
  const ends = linked ? state.path.map((iri) => rowOf("nodes", iri)).filter((node) => node >= 0) : [];
  ends.forEach((node) => shown.add(node));
  const alone = !focus.length && !state.add.length && !state.only.length && !state.community;
  const columns = alone && linked?.paths.length ? columnsOf(linked.paths) : null;
  return { nodes: [...shown].sort((a, b) => a - b), focus: [...new Set([...focus, ...ends])], notes, columns };
}

// The shortest ways between the two names of a state's path, along what the filters let through.
export function linksBetween(state, filters = filtersOf(state)) {
  const [start, end] = state.path.map((iri) => rowOf("nodes", iri));
  const none = { paths: [], total: 0, length: 0 };
  if (!(start >= 0) || !(end >= 0)) return none;
  const hidden = new Set(state.gone.map((iri) => rowOf("nodes", iri)));
  return shortestPaths(start, end, (node) => neighbours(node, filters, (other) => other === end || !hidden.has(other)), MOST_PATHS);
}

// One look for all statements between two nodes: the surest one, and whether they disagree.
const ORDER = ["stated", "fact", "believed", "planned", "alleged", "denied", "negated"];
function lookOf(items) {
  let best = ORDER.length - 1;
  let disputed = false;
  for (const item of items) {
    best = Math.min(best, ORDER.indexOf(item.status));
    disputed ||= item.kind === "claims" && data.claims.against[item.row].length > 0;
  }
  return { status: ORDER[best], disputed, flow: items.every((item) => item.kind === "flows") };
}

function positions(shown, drawn, chosen) {
  const x = Float64Array.from(shown, (node) => nodes.x[node]);
  const y = Float64Array.from(shown, (node) => nodes.y[node]);
  if (chosen.columns) shown.forEach((node, i) => ([x[i], y[i]] = chosen.columns.get(node)));
  else if (shown.length <= MOST_ARRANGED && shown.length < nodeCount) {
    const widths = shown.map((node) => Math.min(nodes.label[node].length, 30) * 6.6 + 16);
    arrange(x, y, drawn, widths, chosen.focus.map((node) => shown.indexOf(node)));
  }
  return { x, y };
}
