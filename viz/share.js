// Handing on what is seen: the link, pictures, tables, the network, the graph, citations, paper. Nothing leaves but by your hand.

import { documentBibtex } from "./citation.js";
import { copyText } from "./copy.js";
import { data } from "./data.js";
import { announce, byId, element, fill, plural } from "./dom.js";
import { csv, fileName, save } from "./download.js";
import { drawingInSight, savePng, saveSvg } from "./drawings.js";
import { gexfOf } from "./gexf.js";
import { setUpPrint } from "./print.js";
import { readState, viewOf } from "./state.js";
import { turtleOf } from "./turtle.js";
import { viewNamed } from "./views.js";
import { countVisible, visibleStatements } from "./visible.js";

// label, what it is for, whether there is something to hand on, and how.
const WAYS = [
  { id: "link", label: "Copy link to this view", note: "The address holds all that is chosen here.", run: (button) => copyText(location.href, button) },
  { id: "png", label: "Picture as PNG", note: "For a report or slides.", possible: drawingInSight, run: () => savePng(viewName()) },
  { id: "svg", label: "Drawing as SVG", note: "Sharp at every size.", possible: drawingInSight, run: () => saveSvg(viewName()) },
  { id: "csv", label: "Table as CSV", note: "The rows of this view, for a spreadsheet.", run: saveCsv },
  { id: "gexf", label: "Network as GEXF", note: "For Gephi; each statement is an edge.", run: saveGexf },
  { id: "turtle", label: "Graph as Turtle", note: "The statements in sight with their evidence, as RDF.", run: saveTurtle },
  { id: "bibtex", label: "Documents as BibTeX", note: "For the bibliography.", possible: () => data.documents.iri.length, run: saveBibtex },
  { id: "print", label: "Print", note: "Or save as PDF; evidence is unfolded.", run: () => window.print() },
];

const viewName = () => viewOf(readState()) || "start";

function saveCsv() {
  const twin = viewNamed(viewOf(readState())).twin(readState());
  save(csv(twin.columns.map(({ label }) => label), twin.rows.map((row) => twin.columns.map(({ text }) => text(row)))), fileName(twin.file, "csv"), "text/csv;charset=utf-8");
  return plural(twin.rows.length, "row");
}

function saveGexf() {
  const visible = visibleStatements(readState());
  const scene = byId("picture").hidden ? null : byId("canvas").picture.scene();
  const place = (node) => (scene?.place.has(node) ? { x: scene.x[scene.place.get(node)], y: scene.y[scene.place.get(node)] } : null);
  save(gexfOf(visible, place), fileName("network", "gexf"), "application/xml;charset=utf-8");
  return plural(countVisible(visible), "statement");
}

function saveTurtle() {
  const visible = visibleStatements(readState());
  save(turtleOf(visible), fileName(viewName(), "ttl"), "text/turtle;charset=utf-8");
  return plural(countVisible(visible), "statement");
}

function saveBibtex() {
  save(data.documents.iri.map((_, document) => documentBibtex(document)).join("\n"), fileName("documents", "bib"), "application/x-bibtex;charset=utf-8");
  return plural(data.documents.iri.length, "document");
}

export function setUpShare() {
  const [button, menu] = [byId("share"), byId("share-menu")];
  const close = (refocus) => {
    menu.hidden = true;
    button.setAttribute("aria-expanded", "false");
    if (refocus) button.focus();
  };
  const open = () => {
    fill(menu, element("ul", {}, WAYS.map((way) => element("li", {}, entryFor(way, close)))));
    menu.hidden = false;
    button.setAttribute("aria-expanded", "true");
    menu.querySelector("button").focus();
  };
  button.addEventListener("click", () => (menu.hidden ? open() : close(true)));
  menu.addEventListener("keydown", (event) => {
    const entries = [...menu.querySelectorAll("button:not([aria-disabled])")];
    const at = entries.indexOf(document.activeElement);
    const next = { ArrowDown: entries[(at + 1) % entries.length], ArrowUp: entries[(at - 1 + entries.length) % entries.length], Home: entries[0], End: entries.at(-1) }[event.key];
    if (event.key === "Escape") close(true);
    else if (next) next.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  document.addEventListener("click", (event) => {
    if (!menu.hidden && !event.target.closest("#share-menu, #share")) close(false);
  });
  window.addEventListener("hashchange", () => close(false));
  setUpPrint();
}

function entryFor({ id, label, note, possible, run }, close) {
  const can = !possible || possible();
  const entry = element("button", { type: "button", "data-share": id, "aria-disabled": can ? undefined : "true" }, element("span", {}, label), element("span", { class: "under" }, can ? note : "Open the network, a map or a chart first."));
  entry.addEventListener("click", async () => {
    if (!can) return announce("There is no picture in this view");
    if (id !== "link") close(true);
    const done = await run(entry);
    if (id === "link") done && close(true);
    else if (id !== "print") announce(typeof done === "string" ? `${done} saved` : "Saved");
  });
  return entry;
}
