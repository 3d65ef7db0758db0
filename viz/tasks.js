// What one may want to know, as links: first use needs no manual.

import { claimsOfObject, data, differences, disputes, familyOf, families, nodes, typeLabel } from "./data.js";
import { groupBy } from "./lists.js";
import { questionOf, toSides } from "./sides.js";
import { changed, noPicture, nothingPicked } from "./state.js";

const SERVICES = "Services and programmes";
const MOST = 4;
// Who stands behind a thing: what one asks of it first.
export const VERBS = new Map([["operates", "runs"], ["funds", "pays for"], ["coordinates", "coordinates"], ["headOf", "heads"], ["chairs", "chairs"], ["memberOf", "sits in"]]);

// Up to four { text, href }, each answered by the graph at hand.
export const tasks = () => [...whoRuns(), whereTaken(), whatDiffers(), whoIsLinked()].filter(Boolean).slice(0, MOST);

const toNeighbourhood = (node) => changed({ ...noPicture, ...nothingPicked, at: [nodes.iri[node]], pick: nodes.iri[node] });

// The hotline, the shelter, … whose operator is known, of each kind the one of which most is said, at most two; else whatever
// service or body others pay for, lead or form.
function whoRuns() {
  const asked = nodes.iri.map((_, node) => {
    const verbs = claimsOfObject()[node].map((row) => data.predicates.name[data.claims.predicate[row]]).filter((verb) => VERBS.has(verb));
    return { node, verbs, service: families[familyOf(node)].name === SERVICES };
  }).filter(({ verbs }) => verbs.length).sort((a, b) => b.service - a.service || b.verbs.length - a.verbs.length || a.node - b.node);
  const run = asked.filter(({ service, verbs }) => service && verbs.includes("operates"));
  const one = [...groupBy(run, ({ node }) => nodes.type[node]).values()].map(([first]) => first);
  return (one.length ? one.slice(0, 2) : asked.slice(0, 1)).map(({ node, verbs }) => {
    const verb = [...VERBS.keys()].find((known) => verbs.includes(known));
    return { text: `Who ${VERBS.get(verb)} the ${nodes.label[node].replace(/^the /i, "")}?`, href: toNeighbourhood(node) };
  });
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
