// Ties the rooms together: the address changes, every room shows its part of it.

import { data, lineBetween, nodes, rowOf } from "./data.js";
import { endsOf, setUpCanvas } from "./canvas.js";
import { showDetails } from "./details.js";
import { announce, byId, element, fill, name, plural } from "./dom.js";
import { citeFirst, findStatement, labelOf } from "./evidence.js";
import { isFiltered, noFilters } from "./filters.js";
import { setUpHelp } from "./help.js";
import { showHome } from "./home.js";
import { showHovercard } from "./hovercard.js";
import { setUpLasso } from "./lasso.js";
import { showLegend } from "./legend.js";
import { tellShown } from "./links.js";
import { markingsOfAll } from "./markings.js";
import { setUpMenu } from "./menu.js";
import { setUpPointer } from "./pointer.js";
import { setUpReader, showReader } from "./reader.js";
import { pinOf, pinnedIri, sceneOf } from "./scene.js";
import { setUpSearch } from "./search.js";
import { changed, go, hasPicture, noPicture, nothingPicked, noTable, readState, replace, viewOf } from "./state.js";
import { showTable } from "./table.js";
import { setUpShare } from "./share.js";
import { setUpTheme } from "./theme.js";
import { showTimebar } from "./timebar.js";
import { setUpUndo } from "./undo.js";
import { VIEWS, viewNamed } from "./views.js";

const picture = setUpCanvas({ tip: showHovercard });
byId("canvas").picture = picture; // so that tests and the console can ask where a node stands
const lasso = setUpLasso(picture);
const menu = setUpMenu(picture);
const noteStep = setUpUndo({ undo: byId("undo"), redo: byId("redo") });
let sceneKey = null;
let tab = "reader";

function render() {
  noteStep();
  menu.close();
  const state = readState();
  const view = viewNamed(viewOf(state));
  const home = view.id === "start" && !state.table && showHome(state);
  byId("home").hidden = !home;
  const withPicture = view.id === "network" && !state.table && hasPicture(state);
  byId("picture").hidden = !withPicture;
  const stage = showStage(view, state, home || withPicture);
  document.body.classList.toggle("at-home", home);
  if (withPicture) drawPicture(state);
  else sceneKey = null;
  tellShown((node) => withPicture && picture.scene()?.place.has(node));
  const reader = showReader(state);
  const details = showDetails(state);
  showTabs(reader, details || withPicture || stage);
  byId("rooms").dataset.rooms = [home && "home", reader && "reader", (withPicture || stage) && "picture", details && "details"].filter(Boolean).join(" ");
  showViewTabs(view, state);
  showTimebar(state);
  if (withPicture) mark(state);
  document.title = titleOf(state);
  if (home && document.activeElement === document.body) byId("search").focus({ preventScroll: true });
}

// The large room of every view but Start and the picture, and of every view's table.
function showStage(view, state, taken) {
  const stage = byId("stage");
  const shown = !taken && (state.table || (view.show && (view.stage?.(state) ?? true)) || view.id === "network");
  stage.hidden = !shown;
  stage.setAttribute("aria-label", view.label);
  if (!shown) return false;
  if (state.table) showTable(stage, view.twin(state), state);
  else if (view.show) view.show(stage, state);
  else fill(stage, nothingChosen());
  return true;
}

function nothingChosen() {
  return element("div", { class: "empty" },
    element("h2", {}, "Whose network?"),
    element("p", {}, "Search a name above to see who is linked with it, or begin with one of the names on the start page."),
    element("p", {}, element("a", { class: "button", href: "#" }, "Start page"), " ", element("a", { class: "button", href: changed({ all: true }) }, "Show everything"), " ", element("a", { class: "button", href: changed({ link: true }) }, "How are two names linked?")));
}

function showViewTabs(view, state) {
  fill(byId("views"),
    VIEWS.map(({ id, label }) =>
      element("a", { href: id === "start" ? "#" : changed({ ...nothingPicked, ...noTable, view: id, doc: id === "documents" ? state.doc : "" }), "aria-current": id === view.id ? "page" : undefined }, label)));
  byId("views").querySelector("[aria-current]").scrollIntoView({ block: "nearest", inline: "nearest" }); // on a phone not all fit
  fill(byId("as-table"), element("a", { href: changed(state.table ? noTable : { table: true, view: view.id }), class: "toggle", "aria-pressed": String(state.table), role: "button" }, "Table"));
}

function drawPicture(state) {
  const subject = [state.at, state.community, state.all, state.doubt, state.add, state.only, state.path];
  const key = JSON.stringify([subject, [state.hide, state.from, state.to, state.gone, state.pin, state.size, state.split, state.groups]]);
  if (key !== sceneKey) {
    const kept = sceneKey !== null && sameSubject(sceneKey, key);
    sceneKey = key;
    const scene = sceneOf(state);
    showLegend(state);
    picture.show(scene, !kept);
    lasso.clear();
    fill(byId("notes"), scene.notes.map((note) => element("p", {}, name(note))), hiddenNote(state), scene.nodes.length ? null : nothingShown(state));
    announce(`${plural(scene.nodes.length, "name")} and ${plural(scene.lines.length, "line")} in the picture`);
  }
}

const subjectOf = (key) => JSON.stringify(JSON.parse(key)[0]);
const sameSubject = (before, after) => subjectOf(before) === subjectOf(after);

function hiddenNote(state) {
  if (!state.gone.length) return null;
  return element("p", {}, `${plural(state.gone.length, "name")} hidden `, element("a", { href: changed({ gone: [] }) }, "show again"));
}

function nothingShown(state) {
  const reason = isFiltered(state)
    ? [element("p", {}, "The filters hide everything here."), element("a", { class: "button", href: changed(noFilters) }, "Clear the filters")]
    : [element("p", {}, "There is nothing to draw here. Search a name, or go back to the start."), element("a", { class: "button", href: "#" }, "Start")];
  return element("div", { class: "empty" }, reason);
}

function mark(state) {
  const found = state.statement ? findStatement(state.statement) : null;
  const pair = found?.kind === "claims" ? [data.claims.subject[found.row], data.claims.object[found.row]] : state.pair.map((iri) => rowOf("nodes", iri));
  const line = pair.length === 2 && Math.min(...pair) >= 0 ? lineBetween(...pair) : -1;
  picture.pick(state.pick ? rowOf("nodes", state.pick) : -1, line);
}

function titleOf(state) {
  const subject = state.pick || state.at[0];
  const part = subject ? labelOf(subject) : state.doc ? data.documents.label[rowOf("documents", state.doc)] : "";
  return part ? `${part} – ${data.title}` : data.title;
}

// On a narrow screen one part is seen at a time: the text, or the picture with its details.
function showTabs(reader, rest) {
  const bar = byId("tabs");
  const both = reader && rest;
  if (!both) tab = "reader"; // a document opens with its text
  byId("rooms").dataset.tab = tab;
  bar.hidden = !both;
  const entry = (value, text) => element("button", { type: "button", "aria-pressed": String(tab === value), onclick: () => ((tab = value), showTabs(reader, rest), picture.draw()) }, text);
  fill(bar, entry("reader", "Document"), entry("main", "Details"));
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href^='#']");
  if (link?.dataset.tab) tab = link.dataset.tab === "reader" ? "reader" : "main";
}, true);

const pickNode = (node) => go({ ...nothingPicked, pick: nodes.iri[node] });
setUpPointer(picture, lasso, {
  pickNode,
  pickLine: (line) => go({ ...nothingPicked, pair: endsOf(line) }),
  pickNothing: () => go(nothingPicked),
  expand: (node) => {
    const state = readState();
    const iri = nodes.iri[node];
    if (state.all) go({ ...noPicture, at: [iri], pick: iri });
    else if (!state.at.includes(iri)) go({ at: [...state.at, iri], pick: iri });
  },
  // A place is a setting, as filters are: Undo takes it back, Back does not stop at it.
  dropNode: (i) => {
    const { nodes: shown, x, y } = picture.scene();
    const pins = readState().pin.filter((pin) => pinnedIri(pin) !== nodes.iri[shown[i]]);
    replace({ pin: [...pins, pinOf(shown[i], x[i], y[i])] });
  },
  openMenu: (i, x, y) => menu.open(i, x, y),
  // Where details would take half of a small picture, a finger is first shown the card.
  asksFirst: () => byId("details").hidden && matchMedia("(max-width: 860px)").matches,
});
byId("zoom-in").addEventListener("click", () => picture.zoomBy(1.4));
byId("zoom-out").addEventListener("click", () => picture.zoomBy(1 / 1.4));
byId("zoom-fit").addEventListener("click", () => picture.fit());
byId("skip").addEventListener("click", (event) => {
  event.preventDefault();
  [byId("details"), byId("reader"), byId("stage"), byId("home"), byId("canvas")].find((room) => room.checkVisibility())?.focus();
});
document.addEventListener("keydown", (event) => {
  if (event.target.closest?.("input, textarea, select, dialog") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && picture.selected().length) lasso.clear();
  else if (event.key === "Escape") go(nothingPicked);
  if (event.key === "c") citeFirst(event.target.closest?.(".card") ?? byId("details"));
});
new ResizeObserver(() => picture.resized()).observe(byId("canvas"));
window.addEventListener("hashchange", render);

byId("marking").hidden = !markingsOfAll();
byId("marking").textContent = `Made from material marked ${markingsOfAll()}`;

setUpSearch();
setUpShare();
setUpHelp();
setUpReader();
setUpTheme(() => picture.recolour());
render();
performance.mark("ready");
document.documentElement.dataset.ready = "1";
