// The card beside the pointer, or at the edge where a finger asked for it: what a node or a line is, before it is chosen.

import { claimsOfObject, claimsOfSubject, data, familyOf, lines, nodes, predicateLabel, statementCount, statusOf, statusWord, typeLabel } from "./data.js";
import { byId, element, fill, name, plural } from "./dom.js";
import { groupBy } from "./lists.js";
import { glyph } from "./looks.js";
import { sourcesOf } from "./sizes.js";
import { shorten } from "./strokes.js";
import { sentenceOf } from "./twins.js";

const RELATIONS = 3;
const ITEMS = 4;
const AWAY = 40; // pixels between what was touched and its card

// `choose` is given where the card was asked for by a finger: its button does what a click does.
export function showHovercard(found, x, y, scene, choose) {
  const tip = byId("tip");
  tip.hidden = found.node < 0 && !found.line;
  if (tip.hidden) return;
  const room = byId("picture");
  fill(tip, found.node >= 0 ? nodeCard(scene.nodes[found.node]) : lineCard(found.line));
  tip.classList.toggle("docked", Boolean(choose));
  if (choose) {
    tip.removeAttribute("style");
    tip.prepend(element("button", { type: "button", class: "button", onclick: choose }, "Details"));
    tip.classList.toggle("high", y > room.clientHeight - tip.offsetHeight - AWAY); // off what it is about
    return;
  }
  tip.style.left = `${Math.max(4, Math.min(x + 14, room.clientWidth - tip.offsetWidth - 8))}px`;
  tip.style.top = `${Math.max(4, Math.min(y + 14, room.clientHeight - tip.offsetHeight - 8))}px`;
}

function nodeCard(node) {
  const [subject, object] = [claimsOfSubject()[node], claimsOfObject()[node]];
  const relations = [...counted(subject, ""), ...counted(object, " this")].sort((a, b) => b.count - a.count).slice(0, RELATIONS);
  const counts = [plural(nodes.degree[node], "neighbour"), plural(statementCount()[node], "statement"), plural(sourcesOf()[node], "source")];
  return [
    element("strong", {}, name(nodes.label[node])),
    element("div", {}, glyph(familyOf(node)), [typeLabel(node), nodes.country[node]].filter(Boolean).join(" · ")),
    element("div", { class: "quiet" }, counts.join(" · ")),
    relations.length ? element("div", {}, relations.map(({ text, count }) => `${text} ${count}`).join(", ")) : null,
    sentence("claims", strongest([...subject, ...object])),
  ];
}

const counted = (rows, end) => [...groupBy(rows, (row) => data.claims.predicate[row])].map(([predicate, members]) => ({ text: predicateLabel(predicate) + end, count: members.length }));

// The statement that is trusted most: said as a fact, with the highest confidence.
function strongest(rows) {
  const weight = (row) => (statusOf("claims", row) === "stated" ? 1 : 0) + data.claims.confidence[row];
  return rows.reduce((best, row) => (best < 0 || weight(row) > weight(best) ? row : best), -1);
}

function sentence(kind, row) {
  const text = row < 0 ? "" : sentenceOf(kind, row);
  return text ? element("div", { class: "quiet said-by" }, "“", name(shorten(text, 150)), "”") : null;
}

function lineCard(line) {
  const words = line.items.slice(0, ITEMS).map((item) => {
    const relation = item.kind === "flows" ? "flow of victims to" : predicateLabel(data[item.kind].predicate[item.row]);
    const to = item.from === lines.a[line.line] ? lines.b[line.line] : lines.a[line.line];
    return element("div", {}, name(nodes.label[item.from]), ` ${relation} `, name(nodes.label[to]), item.status === "stated" ? "" : ` (${statusWord(item.status)})`);
  });
  const more = line.items.length - ITEMS;
  const first = line.items.find((item) => item.kind !== "facts");
  return [words, more > 0 ? element("div", {}, `and ${more} more`) : null, first ? sentence(first.kind, first.row) : null];
}
