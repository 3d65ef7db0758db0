// The numbers: the way from victims to sentences, figures that differ side by side, and every indicator on its scale.

import { chainsOf, STEPS_TO_SENTENCE } from "./chain.js";
import { data, differences, indicatorOf, nodes, rowOf, statusOf } from "./data.js";
import { element, fill, name, number, plural, refill } from "./dom.js";
import { isFiltered, noFilters, rowsOf } from "./filters.js";
import { areaName, figureOf, largestOf, scalesOf, topOf, yearsOfFigure } from "./figures.js";
import { shortTitle, toStatement } from "./links.js";
import { groupBy, longList } from "./lists.js";
import { yearsIn } from "./periods.js";
import { amount, chipOf } from "./phrases.js";
import { figureBar, sourceSign, yearPlot } from "./plot.js";
import { changed, replace } from "./state.js";
import { sentenceOf } from "./twins.js";

const AT_ONCE = 8; // figures of one indicator that are shown before one asks for more

export function showNumbers(room, state) {
  if (!data.observations.iri.length) return void fill(room, noNumbers());
  const passing = rowsOf("observations", state);
  const areas = [...groupBy(passing, (row) => data.observations.area[row])].sort((a, b) => b[1].length - a[1].length || a[0] - b[0]);
  const area = state.area ? rowOf("nodes", state.area) : -2;
  const rows = area === -2 ? passing : passing.filter((row) => data.observations.area[row] === area);
  const sections = [chains(rows), differing(rows), ...scales(rows)].filter(Boolean);
  refill(room, element("div", { class: "numbers" }, headOf(rows, areas, area), sections.length > 1 ? jumpsTo(sections) : null, rows.length ? sections : nothingLeft(state)));
}

const noNumbers = () =>
  element("div", { class: "empty" },
    element("h2", {}, "No numbers"),
    element("p", {}, "No document of this graph counts anything that the rules know: victims, cases, sentences, shelters, money. Read more documents into it, or look for figures in their text."),
    element("p", {}, element("a", { class: "button", href: changed({ view: "documents" }) }, "Documents")));

const nothingLeft = (state) =>
  element("div", { class: "empty" },
    element("p", {}, isFiltered(state) ? "The filters hide every number." : "There is no number for this country."),
    element("a", { class: "button", href: changed({ ...noFilters, area: "" }) }, "Show all numbers"));

function headOf(rows, areas, area) {
  const option = ([node, members]) => element("option", { value: node < 0 ? "" : nodes.iri[node], selected: node === area }, `${areaName(node) || "no country"} (${members.length})`);
  const choice = areas.length > 1
    ? element("label", {}, "Country ", element("select", { "data-key": "area", onchange: (event) => replace({ area: event.target.value }) }, element("option", { value: "" }, `all (${areas.length})`), areas.filter(([node]) => node >= 0).map(option)))
    : null;
  return element("div", { class: "table-bar" }, element("h1", {}, "Numbers"), element("p", { class: "quiet", role: "status" }, plural(rows.length, "number")), choice);
}

const jumpsTo = (sections) =>
  element("nav", { class: "actions", "aria-label": "Parts of this view" },
    sections.map((part) => element("button", { type: "button", class: "button", "data-key": "to " + part.ariaLabel, onclick: () => (part.scrollIntoView(), part.focus({ preventScroll: true })) }, name(part.ariaLabel))));

// ---- one figure, as a line that leads to its sentence

// `within` is the title under which the line stands: the indicator is named when it is another.
function figureLine(row, most, { within = indicatorOf(row), signs = null, year = true } = {}) {
  const table = data.observations;
  const status = statusOf("observations", row);
  const of = [indicatorOf(row) === within ? "" : indicatorOf(row), table.population[row]].filter(Boolean).join(" · ");
  const document = table.document[row];
  return element("li", {},
    element("a", { class: "figure-line", href: toStatement("observations", row), "data-key": table.iri[row] },
      element("span", { class: "what" }, name(of || indicatorOf(row))),
      element("strong", { class: "amount" }, amount(row)),
      figureBar(figureOf(row), most, status),
      element("span", { class: "under" }, signs && document >= 0 ? sourceSign(signs.get(document)) : null,
        [year ? yearsOfFigure(row) || "year not said" : "", document >= 0 ? shortTitle(document) : "", table.speakers[row].map((node) => nodes.label[node]).join(", ")].filter(Boolean).flatMap((part, i) => [i ? " · " : "", name(part)])),
      status === "stated" ? null : chipOf("observations", row),
      table.against[row].length ? element("span", { class: "chip disputed" }, "≠ differs") : null));
}

// ---- from victims to sentences

function chains(rows) {
  const { chains: whole, partial } = chainsOf(rows);
  if (!whole.length) return null;
  const item = (chain) => element("li", {}, chainCard(chain));
  return element("section", { "aria-label": "From victims to sentences", tabindex: -1 },
    element("h2", {}, "From victims to sentences"),
    element("p", { class: "quiet" }, "What the documents count at each step. Steps count different things – victims, cases, persons – so that one need not be smaller than the one before."),
    longList(whole, item, 4),
    partial.length ? element("p", { class: "quiet" }, `${plural(partial.length, "year")} with figures for one step only ${partial.length === 1 ? "stands" : "stand"} further down.`) : null);
}

function chainCard({ area, years, steps }) {
  const most = largestOf(steps.flat().map(figureOf));
  const step = (rows, i) =>
    element("li", { class: rows.length ? "step" : "step missing" },
      element("h4", {}, STEPS_TO_SENTENCE[i].title),
      rows.length ? longList(rows, (row) => figureLine(row, most, { within: STEPS_TO_SENTENCE[i].title, year: false }), 3) : element("p", { class: "quiet" }, "no figure"));
  return element("article", { class: "panel chain" }, element("h3", {}, name([areaName(area), years || "year not said"].filter(Boolean).join(" · "))), element("ol", { class: "steps" }, steps.map(step)));
}

// ---- figures that differ

function differing(rows) {
  const shown = new Set(rows);
  const groups = differences().map((group) => group.filter((row) => shown.has(row))).filter((group) => group.length > 1);
  if (!groups.length) return null;
  return element("section", { "aria-label": "Figures that differ", tabindex: -1 },
    element("h2", {}, `Figures that differ: ${number(groups.length)}`),
    element("p", { class: "quiet" }, "The same thing, the same year, another figure: read both sentences."),
    longList(groups, (group) => element("li", {}, differenceCard(group)), 4));
}

function differenceCard(group) {
  const most = largestOf(group.map(figureOf));
  const table = data.observations;
  const title = [indicatorOf(group[0]), areaName(table.area[group[0]]), yearsOfFigure(group[0])].filter(Boolean).join(" · ");
  const side = (row) =>
    element("div", { class: "side" },
      element("ul", { class: "plain-list" }, figureLine(row, most)),
      element("blockquote", { dir: "auto" }, sentenceOf("observations", row)));
  return element("article", { class: "panel against" }, element("h3", {}, name(title)), element("div", { class: "sides" }, group.map(side)));
}

// ---- every indicator on its scale

function scales(rows) {
  const tops = [...groupBy(rows, (row) => topOf(data.observations.indicator[row]))].sort((a, b) => b[1].length - a[1].length || a[0] - b[0]);
  return tops.map(([top, members]) =>
    element("section", { "aria-label": data.indicators.label[top], tabindex: -1 },
      element("h2", {}, name(data.indicators.label[top]), " ", element("span", { class: "count" }, number(members.length))),
      element("div", { class: "scales" }, scalesOf(members).map(scaleCard))));
}

function scaleCard({ area, unit, rows }) {
  const most = largestOf(rows.map(figureOf));
  const documents = [...new Set(rows.map((row) => data.observations.document[row]))].sort((a, b) => a - b);
  const signs = documents.length > 1 ? new Map(documents.map((document, i) => [document, i])) : null;
  const title = indicatorOf(rows[0]);
  return element("article", { class: "panel scale" },
    element("h3", {}, name(title)),
    element("p", { class: "quiet" }, name([areaName(area), unit].filter(Boolean).join(" · "))),
    overYears(rows, title, signs),
    longList(rows, (row) => figureLine(row, most, { signs }), AT_ONCE));
}

function overYears(rows, title, signs) {
  const points = rows
    .map((row) => ({ row, years: yearsIn(data.observations.period[row]), figure: figureOf(row) }))
    .filter(({ years, figure }) => years && figure)
    .map(({ row, years, figure }) => ({ years, figure, source: signs?.get(data.observations.document[row]) ?? 0, differs: data.observations.against[row].length > 0 }));
  const last = new Set(points.map(({ years }) => years[1]));
  return last.size > 1 ? yearPlot(points, `${title} over the years; the list has the same ${plural(points.length, "figure")}`) : null;
}
