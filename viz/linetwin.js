// The table twin of the network: every statement on a line of the picture.

import { lines, nodes, statusWord } from "./data.js";
import { KINDS } from "./evidence.js";
import { nodeLink, toStatement } from "./links.js";
import { relationLabel } from "./neighbours.js";
import { sceneOf } from "./scene.js";
import { changed, hasPicture } from "./state.js";
import { sourceColumns } from "./twins.js";
import { element } from "./dom.js";

// Rows are the items of the drawn lines; what comes from the curated tables has no source.
export function networkTwin(state) {
  const rows = sceneOf({ ...state, split: false }).lines.flatMap(({ line, items }) => items.map((item) => ({ ...item, to: item.from === lines.a[line] ? lines.b[line] : lines.a[line] })));
  return {
    caption: "Statements in the picture", file: "network", rows,
    ...(hasPicture(state) ? {} : { empty: "Search a name above: the statements about it and its neighbours will stand here.", remedy: element("a", { class: "button", href: changed({ all: true }) }, "Every statement") }),
    columns: [
      { label: "Who", text: ({ from }) => nodes.label[from], cell: ({ from }) => nodeLink(from) },
      { label: "Relation", text: relationLabel, cell: (item) => element("a", { href: toStatement(item.kind, item.row) }, relationLabel(item)) },
      { label: "Whom or what", text: ({ to }) => nodes.label[to], cell: ({ to }) => nodeLink(to) },
      { label: "How surely", text: ({ status }) => statusWord(status) },
      ...sourceColumns("claims").filter(({ label }) => label !== "How surely").map(ofAnyKind),
    ],
  };
}

const SOURCES = new Map(KINDS.map((kind) => [kind, sourceColumns(kind)]));

function ofAnyKind({ label }) {
  const column = (kind) => SOURCES.get(kind).find((other) => other.label === label);
  const text = ({ kind, row }) => (kind === "facts" ? "" : column(kind).text(row));
  return { label, text, cell: (item) => (item.kind === "facts" || !column(item.kind).cell ? text(item) : column(item.kind).cell(item.row)) };
}
