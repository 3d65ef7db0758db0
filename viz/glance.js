// Flows and judgements at a glance: counted by destination and by topic.

import { data, nodes } from "./data.js";
import { element, name, number, plural } from "./dom.js";
import { nodeLink } from "./links.js";
import { groupBy, longList } from "./lists.js";
import { statementItem } from "./phrases.js";

export function bar(share) {
  const made = element("span", { class: "bar-of", "aria-hidden": "true" });
  made.style.setProperty("--share", `${Math.max(3, share * 100)}%`);
  return made;
}

export const byCount = (rows, valuesOf) => {
  const count = new Map();
  for (const row of rows) for (const value of new Set(valuesOf(row))) count.set(value, (count.get(value) ?? 0) + 1);
  return [...count].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
};

// Destinations, most often named first: from where, and for what.
export function destinations(rows) {
  const table = data.flows;
  const known = rows.filter((row) => table.destination[row] >= 0);
  const groups = [...groupBy(known, (row) => table.destination[row])].sort((a, b) => b[1].length - a[1].length || a[0] - b[0]);
  const most = groups[0]?.[1].length ?? 1;
  const item = ([place, members]) => {
    const inside = members.filter((row) => table.internal[row]).length;
    const origins = byCount(members.filter((row) => !table.internal[row]), (row) => (table.origin[row] < 0 ? [] : [table.origin[row]])).map(([node]) => node);
    const forms = byCount(members, (row) => table.exploitation[row]).map(([form, count]) => `${form.toLowerCase()} ${number(count)}`);
    const from = [...origins.slice(0, 4).map((node) => name(nodes.label[node])), inside ? "the country itself" : null].filter(Boolean);
    return element("li", { class: "ranked" }, nodeLink(place), element("span", { class: "count" }, number(members.length)), bar(members.length / most),
      element("span", { class: "under wide" }, from.length ? ["from ", from.flatMap((part, i) => [i ? ", " : "", part]), origins.length > 4 ? ` and ${origins.length - 4} more` : ""] : "origin not said"),
      element("span", { class: "under wide" }, forms.join(" · ")));
  };
  const open = rows.length - known.length;
  return [longList(groups, item, 6), open ? element("p", { class: "quiet" }, `${plural(open, "flow")} without a destination`) : null];
}

// Topics with their judgements: how many are favourable, how many not, and the judgements themselves.
export function judgements(rows) {
  const table = data.assessments;
  const groups = [...groupBy(rows, (row) => table.topic[row])].sort((a, b) => !a[0] - !b[0] || b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
  return groups.map(([topic, members]) =>
    element("details", { class: "judged" },
      element("summary", {}, element("span", {}, topic ? name(topic) : "no topic"), tallies(members)),
      longList(members, (row) => statementItem("assessments", row))));
}

const SIGNS = new Map([["favourable", "▲"], ["unfavourable", "▼"]]);

export const tallies = (rows) =>
  element("span", { class: "tallies" }, byCount(rows, (row) => [data.assessments.judgement[row].toLowerCase()]).map(([word, count]) =>
    element("span", { class: `tally ${SIGNS.has(word) ? word : ""}` }, `${SIGNS.get(word) ?? "•"} ${number(count)} `, element("span", {}, word))));
