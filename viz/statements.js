// What the side panel shows of one statement, and of all that links two nodes.

import { data, lineBetween, lines, rowOf, statusWord } from "./data.js";
import { element, name, plural } from "./dom.js";
import { KINDS, statementCard } from "./evidence.js";
import { nodeLink } from "./links.js";
import { longList } from "./lists.js";
import { statementItem } from "./phrases.js";
import { questionOf, sideBySide } from "./sides.js";

const TITLES = { flows: "Flow of victims", observations: "Number", assessments: "Assessment" };
const DISAGREEMENTS = { claims: "Some say yes, some say no", observations: "Figures that differ" };

// One statement, what contradicts it, and what else was found in the same sentence.
export function statementDetails({ kind, row }) {
  const against = data[kind].against?.[row] ?? [];
  const beside = sameSentence(kind, row).filter((other) => other.kind !== kind || !against.includes(other.row));
  return [
    element("h2", {}, against.length ? DISAGREEMENTS[kind] : (TITLES[kind] ?? "Statement")),
    against.length ? [element("p", { class: "quiet" }, name(questionOf(kind, row))), sideBySide(kind, [row, ...against])] : statementCard(kind, row),
    beside.length
      ? [element("h3", {}, "Also found in this sentence"), longList(beside, (other) => statementItem(other.kind, other.row))]
      : null,
  ];
}

function sameSentence(kind, row) {
  const found = [];
  const spans = data[kind].evidence[row].filter(([passage]) => passage >= 0);
  const meets = ([passage, start, end]) => spans.some(([p, s, e]) => p === passage && s < end && start < e);
  for (const other of KINDS) {
    data[other].evidence.forEach((pieces, otherRow) => {
      if ((other !== kind || otherRow !== row) && pieces.some(meets)) found.push({ kind: other, row: otherRow });
    });
  }
  return found;
}

// Everything between two nodes.
export function pairDetails([first, second]) {
  const [a, b] = [rowOf("nodes", first), rowOf("nodes", second)];
  const line = a < 0 || b < 0 ? -1 : lineBetween(a, b);
  if (line < 0) return [element("h2", {}, "Nothing between these two"), element("p", {}, "The graph holds no statement that links them directly.")];
  const items = [...lines.items[line]];
  const sourced = items.filter((item) => item.kind !== "facts");
  const documents = new Set(sourced.map((item) => data[item.kind].document[item.row]).filter((document) => document >= 0));
  const speakers = new Set(sourced.flatMap((item) => data[item.kind].speakers[item.row]));
  const words = [...new Set(items.map((item) => statusWord(item.status)))].join(", ");
  return [
    element("h2", { class: "pair" }, nodeLink(a), element("span", { class: "quiet" }, " and "), nodeLink(b)),
    element("p", { class: "quiet" }, `${plural(items.length, "statement")} · ${plural(documents.size, "document")} · ${plural(speakers.size, "speaker")} · ${words}`),
    longList(items, (item) => element("li", {}, statementCard(item.kind, item.row)), 20),
  ];
}
