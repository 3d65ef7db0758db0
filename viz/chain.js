// The way from a victim to a sentence, as far as the documents count it.

import { data } from "./data.js";
import { figureOf, inOrder, yearsOfFigure } from "./figures.js";
import { groupBy } from "./lists.js";

// Each step and the indicators that count it. A narrower indicator counts with the nearest one that is named here.
export const STEPS_TO_SENTENCE = [
  { title: "Victims identified", indicators: ["VictimsIdentified"] },
  { title: "Cases and investigations", indicators: ["Cases", "CasesReported", "CasesOpened", "CasesUnderInvestigation", "Investigations"] },
  { title: "Before the court", indicators: ["CasesReferredToCourt", "Prosecutions"] },
  { title: "Convicted", indicators: ["Convictions"] },
  { title: "Sentenced", indicators: ["PersonsSentenced"] },
];
const OUTSIDE = new Set(["OfficialsConvicted", "OfficialsInvestigated", "CasesDismissed"]); // no step towards a sentence of traffickers

// The step of an indicator, -1 for none. names and broader are columns of the indicators.
export function stepOf(indicator, { name, broader }) {
  for (let at = indicator, left = name.length; at >= 0 && left > 0; at = broader[at], left--) {
    if (OUTSIDE.has(name[at])) return -1;
    const step = STEPS_TO_SENTENCE.findIndex(({ indicators }) => indicators.includes(name[at]));
    if (step >= 0) return step;
  }
  return -1;
}

// One chain for each country and year: { area, years, steps: rows of each step }, the latest year first. `partial` have one step only.
export function chainsOf(rows) {
  const table = data.observations;
  const counted = rows.filter((row) => figureOf(row) && stepOf(table.indicator[row], data.indicators) >= 0);
  const groups = groupBy(counted, (row) => JSON.stringify([table.area[row], yearsOfFigure(row)]));
  const chains = [...groups.values()].map((members) => ({
    area: table.area[members[0]], years: yearsOfFigure(members[0]),
    steps: STEPS_TO_SENTENCE.map((_, step) => inOrder(members.filter((row) => stepOf(table.indicator[row], data.indicators) === step))),
  }));
  const filled = ({ steps }) => steps.filter((members) => members.length).length;
  chains.sort((a, b) => (b.years > a.years ? 1 : b.years < a.years ? -1 : a.area - b.area));
  return { chains: chains.filter((chain) => filled(chain) > 1), partial: chains.filter((chain) => filled(chain) === 1) };
}
