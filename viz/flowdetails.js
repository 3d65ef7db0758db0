// What stands behind one line of the map: every sentence, and the other flows between the same places.

import { data } from "./data.js";
import { element, name, plural } from "./dom.js";
import { statementCard } from "./evidence.js";
import { flowLines } from "./flows.js";
import { longList, section } from "./lists.js";
import { lineSubtitle, routeWords } from "./map.js";
import { statementItem } from "./phrases.js";

export function arcDetails(state) {
  if (!data.world) return null;
  const { lines } = flowLines(state);
  const line = lines.find(({ key }) => key === state.arc);
  if (!line) {
    return [element("h2", {}, "This line is not on the map"), element("p", {}, "The filters hide it, or the link comes from another build.")];
  }
  const beside = lines.filter((other) => other !== line && other.from === line.from && other.to === line.to);
  const rows = [...new Set(beside.flatMap((other) => other.rows))].filter((row) => !line.rows.includes(row));
  const documents = new Set(line.rows.map((row) => data.flows.document[row]).filter((document) => document >= 0));
  return [
    element("p", { class: "kind" }, "Flow of victims"),
    element("h2", {}, name(routeWords(line))),
    element("p", { class: "quiet" }, `${lineSubtitle(line)} · ${plural(documents.size, "document")}`),
    longList(line.rows, (row) => element("li", {}, statementCard("flows", row)), 20),
    section("Other flows between these places", rows.length, longList(rows, (row) => statementItem("flows", row))),
  ];
}
