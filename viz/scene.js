// Which nodes and lines the picture shows for a state, and where they stand.

import { data, lines, lineBetween, lineCount, linesOf, members, nodeCount, nodes, rowOf, familyOf, families, doubtfulClaims } from "./data.js";
import { arrange } from "./arrange.js";
import { isFiltered, passes } from "./filters.js";
import { plural } from "./dom.js";

const MOST_NEIGHBOURS = 120; // more around one node are a hairball; the strongest are shown and the rest counted
const MOST_ARRANGED = 420; // above, the arrangement made by Python is used

export const nodesAt = (state) => state.at.map((iri) => rowOf("nodes", iri)).filter((node) => node >= 0);
export const communityOf = (state) => nodes.community[rowOf("nodes", state.community)] ?? -1;

export function filtersOf(state) {
  const hidden = new Set(state.hide);
  const type = families.map((family) => !hidden.has("type:" + family.name));
  const test = passes(state);
  return { node: (node) => type[familyOf(node)], item: (item) => test(item.kind, item.row), any: isFiltered(state) };
}

// { nodes, lines: [{ line, a, b, items }] with a and b as places in nodes, x, y, focus, notes }
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
    if (items.length) drawn.push({ line, a, b, items, look: lookOf(items) });
  }
  const { x, y } = positions(shown, drawn, chosen);
  return { nodes: shown, place, lines: drawn, focus: new Set(chosen.focus), notes: chosen.notes, x, y, above: sides(drawn, y) };
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
  if (state.all) {
    const shown = range(nodeCount).filter(filters.node);
    return { nodes: shown, focus: [], notes: [`Everything: ${plural(shown.length, "name")}`] };
  }
  if (state.doubt) {
    const found = new Set();
    for (const row of doubtfulClaims()) {
      const line = data.claims.object[row] < 0 ? -1 : lineBetween(data.claims.subject[row], data.claims.object[row]);
      if (line >= 0) found.add(line);
    }
    const shown = new Set([...found].flatMap((line) => [lines.a[line], lines.b[line]]));
    return { nodes: [...shown].filter(filters.node).sort((a, b) => a - b), lines: found, focus: [], notes: ["What is denied, alleged, believed or disagreed on"] };
  }
  const focus = nodesAt(state);
  const shown = new Set(focus);
  const notes = [];
  if (state.community) {
    const group = members()[communityOf(state)] ?? [];
    group.forEach((node) => filters.node(node) && shown.add(node));
    notes.push(`Group of ${plural(group.length, "name")}`);
  }
  for (const node of focus) {
    const around = neighbours(node, filters);
    around.slice(0, MOST_NEIGHBOURS).forEach((other) => shown.add(other));
    if (around.length > MOST_NEIGHBOURS) {
      notes.push(`${nodes.label[node]}: the ${MOST_NEIGHBOURS} strongest of ${plural(around.length, "neighbour")} are shown`);
    }
  }
  return { nodes: [...shown].sort((a, b) => a - b), focus, notes };
}

function neighbours(node, filters) {
  const strength = [];
  for (const line of linesOf[node]) {
    const other = lines.a[line] === node ? lines.b[line] : lines.a[line];
    const carried = lines.items[line].filter(filters.item).length;
    if (carried && filters.node(other)) strength.push([other, carried]);
  }
  return strength.sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([other]) => other);
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
  if (shown.length <= MOST_ARRANGED && shown.length < nodeCount) {
    const widths = shown.map((node) => Math.min(nodes.label[node].length, 30) * 6.6 + 16);
    arrange(x, y, drawn, widths, chosen.focus.map((node) => shown.indexOf(node)));
  }
  return { x, y };
}
