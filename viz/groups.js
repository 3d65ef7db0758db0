// Communities with names: who stands in the middle, and what kind of names they mostly are.

import { families, familyOf, lines, linesOf, members, nodes } from "./data.js";

const named = new Map();

// { centre, around, kind, country } of a community: its best linked name, the next two, and what most of its names share.
export function groupName(community) {
  if (!named.has(community)) named.set(community, describe(members()[community] ?? []));
  return named.get(community);
}

function describe(group) {
  const inside = new Set(group);
  const links = (node) => linesOf[node].filter((line) => inside.has(lines.a[line]) && inside.has(lines.b[line])).length;
  const order = group.map((node) => [node, links(node)]).sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([node]) => node);
  const family = mostCommon(group.map((node) => families[familyOf(node)].name));
  return { centre: order[0], around: order.slice(1, 3), kind: family, country: mostCommon(group.map((node) => nodes.country[node]).filter(Boolean)) };
}

function mostCommon(words) {
  const count = new Map();
  for (const word of words) count.set(word, (count.get(word) ?? 0) + 1);
  const [word, times] = [...count].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], "en"))[0] ?? ["", 0];
  return times * 2 > words.length ? word : "";
}

// The communities worth a name, largest first.
export const largeGroups = () => members().map((group, number) => ({ group, number })).filter(({ group }) => group.length > 2);

export const groupFacts = ({ kind, country }) => [kind && `mostly ${kind.toLowerCase().replace(/^ngos/, "NGOs")}`, country].filter(Boolean).join(" · ");
