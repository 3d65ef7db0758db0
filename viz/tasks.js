// What one may want to know, as links: first use needs no manual.

import { claimsOfObject, data, differences, disputes, familyOf, families, nodes, typeLabel } from "./data.js";
import { questionOf, toSides } from "./sides.js";
import { changed, noPicture, nothingPicked } from "./state.js";

const SERVICES = "Services and programmes";
const VERBS = new Map([["operates", "runs"], ["funds", "pays for"], ["coordinates", "coordinates"], ["headOf", "heads"], ["chairs", "chairs"], ["memberOf", "sits in"]]);

// Up to three { text, href }, each answered by the graph at hand.
export const tasks = () => [whoRuns, whereTaken, whatDiffers, whoIsLinked].map((make) => make()).filter(Boolean).slice(0, 3);

const toNeighbourhood = (node) => changed({ ...noPicture, ...nothingPicked, at: [nodes.iri[node]], pick: nodes.iri[node] });

// The service of which most is said, else whatever body is led or formed by others.
function whoRuns() {
  const asked = nodes.iri.map((_, node) => {
    const verbs = claimsOfObject()[node].map((row) => data.predicates.name[data.claims.predicate[row]]).filter((verb) => VERBS.has(verb));
    const weight = (families[familyOf(node)].name === SERVICES ? 1000 : 0) + verbs.length;
    return { node, verbs, weight };
  }).filter(({ verbs }) => verbs.length).sort((a, b) => b.weight - a.weight || a.node - b.node)[0];
  if (!asked) return null;
  const verb = [...VERBS.keys()].find((one) => asked.verbs.includes(one));
  return { text: `Who ${VERBS.get(verb)} the ${nodes.label[asked.node].replace(/^the /i, "")}?`, href: toNeighbourhood(asked.node) };
}

function whereTaken() {
  const count = new Map();
  data.flows.origin.forEach((origin, row) => origin >= 0 && !data.flows.internal[row] && count.set(origin, (count.get(origin) ?? 0) + 1));
  const [origin] = [...count].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0] ?? [];
  if (origin === undefined) return null;
  return { text: `Where are victims from ${nodes.label[origin]} taken?`, href: changed({ ...noPicture, ...nothingPicked, view: "ask", question: "flows-by-destination", param: [`country=${nodes.label[origin]}`] }) };
}

function whatDiffers() {
  for (const [kind, groups] of [["observations", differences()], ["claims", disputes()]]) {
    if (groups.length) return { text: `What do the sources say differently about “${questionOf(kind, groups[0][0])}”?`, href: toSides(kind, groups[0][0]) };
  }
  return null;
}

function whoIsLinked() {
  if (!nodes.iri.length || !nodes.degree[0]) return null;
  return { text: `Who is linked with ${nodes.label[0]} (${typeLabel(0)})?`, href: toNeighbourhood(0) };
}
