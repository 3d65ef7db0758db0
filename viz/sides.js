// Where statements disagree: who says what, side by side, each with its sentence.

import { data, indicatorOf, nodes, predicateLabel, statusOf } from "./data.js";
import { element, name } from "./dom.js";
import { statementCard } from "./evidence.js";
import { shortTitle } from "./links.js";
import { groupBy } from "./lists.js";
import { amount } from "./phrases.js";
import { changed, noPicture, nothingPicked } from "./state.js";

// Who negates or denies says no, in either polarity; everybody else says yes.
function answerOf(row) {
  const negated = data.polarities[data.claims.polarity[row]] === "Negated";
  return negated || statusOf("claims", row) === "denied" ? "no" : "yes";
}

const saidOf = (kind, row) => (kind === "claims" ? answerOf(row) : amount(row));

// What a group of statements disagrees on: [{ said, rows }], the first side the one that speaks first.
export const sidesOf = (kind, rows) => [...groupBy(rows, (row) => saidOf(kind, row))].map(([said, members]) => ({ said, rows: members }));

export function questionOf(kind, row) {
  const table = data[kind];
  if (kind === "claims") {
    const object = table.object[row] < 0 ? table.text[row] : nodes.label[table.object[row]];
    return `${nodes.label[table.subject[row]]} ${predicateLabel(table.predicate[row])} ${object}`;
  }
  const area = table.area[row] < 0 ? "" : nodes.label[table.area[row]];
  // Whom or what the number counts, unless the indicator has said it.
  const counted = [table.population[row], table.unit[row]].filter((words) => words && !["persons", indicatorOf(row).toLowerCase()].includes(words.toLowerCase()));
  return [indicatorOf(row), counted[0], area, table.period[row]].filter(Boolean).join(", ");
}

export function speakersOf(kind, row) {
  const speakers = data[kind].speakers[row].map((node) => nodes.label[node]);
  if (speakers.length) return speakers;
  return data[kind].document[row] < 0 ? ["somebody"] : [shortTitle(data[kind].document[row])];
}

// To the statements side by side, with the whole room for them.
export const toSides = (kind, row) => changed({ ...noPicture, ...nothingPicked, view: "", doc: "", with: "", statement: data[kind].iri[row] });

// One line: the question, and each side with who says it.
export function disagreement(kind, rows) {
  const sides = sidesOf(kind, rows).map(({ said, rows: members }, i) => [
    i ? element("span", { class: "versus", "aria-label": "against" }, "≠") : null,
    element("span", { class: "side" }, element("strong", {}, name(said)), " says ", [...new Set(members.flatMap((row) => speakersOf(kind, row)))].slice(0, 3).flatMap((speaker, j) => [j ? ", " : "", name(speaker)])),
  ]);
  return element("li", {}, element("a", { class: "disagreement", href: toSides(kind, rows[0]), "data-tab": "details" }, element("span", { class: "quiet" }, name(questionOf(kind, rows[0]))), element("span", { class: "both" }, sides)));
}

// Both sides as columns of cards; one under the other where there is no room.
export function sideBySide(kind, rows) {
  const column = ({ said, rows: members }) =>
    element("section", { class: "column" },
      element("h3", {}, name(said), element("span", { class: "quiet" }, ` · ${[...new Set(members.flatMap((row) => speakersOf(kind, row)))].join(", ")}`)),
      members.slice(0, 12).map((row) => [
        element("p", { class: "quiet" }, [data[kind].period[row] && `about ${data[kind].period[row]}`, issuedOf(kind, row)].filter(Boolean).join(" · ")),
        statementCard(kind, row),
      ]));
  return element("div", { class: "sides" }, sidesOf(kind, rows).map(column));
}

function issuedOf(kind, row) {
  const document = data[kind].document[row];
  return document >= 0 && data.documents.issued[document] ? `written ${data.documents.issued[document]}` : "";
}
