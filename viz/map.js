// The map: flows of victims between countries and regions, one line for each pair of places, form of exploitation and certainty.

import { makeAtlas } from "./atlas.js";
import { choices } from "./choices.js";
import { arc, lanesOf, loop, placeBoxes, stub, widthOf } from "./curves.js";
import { data, statuses, statusWord } from "./data.js";
import { element, fill, number, plural, refill } from "./dom.js";
import { isFiltered, noFilters } from "./filters.js";
import { countryName, flowCounts, flowLines, hasOutline, placeName } from "./flows.js";
import { shortTitle } from "./links.js";
import { colourByForm, DASHES, formBadge, lineSample, lookOfForm } from "./looks.js";
import { changed, nothingPicked, replace } from "./state.js";
import { setAttributes, svgElement } from "./svg.js";

const MOST_LINES = 300; // more are no picture any more; the strongest are drawn
const MANY_LINES = 80; // from here on the map is slid while it moves and drawn when it rests
let chart = null; // made when the map is first shown, then kept with its camera

export function showMap(room, state) {
  if (!data.flows.iri.length) return void fill(room, noFlows());
  chart ??= makeChart();
  const opened = chart.root.parentElement !== room || room.childElementCount > 1;
  if (opened) fill(room, chart.root);
  chart.show(state, opened);
}

const noFlows = () =>
  element("div", { class: "empty" },
    element("h2", {}, "No flows to draw"),
    element("p", {}, "No document of this graph says from where to where victims were brought. Read more documents into it, or look at what they do say."),
    element("p", {}, element("a", { class: "button", href: "#" }, "Start page")));

function makeChart() {
  let drawn = { lines: [], places: [] };
  const [summary, legend] = [element("div", { class: "over top" }), element("div")];
  const panel = element("details", { class: "over legend", open: window.innerWidth > 1000 }, element("summary", {}, "Legend and filters"), legend);
  const atlas = makeAtlas({
    redraw: () => placeAll(atlas, drawn),
    covered: () => (panel.open && panel.offsetWidth < atlas.size().width / 2 ? panel.offsetWidth + 12 : 0),
    heavy: () => drawn.lines.length > MANY_LINES,
  });
  const tip = element("div", { class: "over tip", hidden: true });
  const button = (label, text, act) => element("button", { type: "button", "aria-label": label, onclick: act }, text);
  atlas.root.append(
    summary,
    element("div", { class: "over zoom" }, button("Zoom in", "+", () => atlas.zoomBy(1.4)), button("Zoom out", "−", () => atlas.zoomBy(1 / 1.4)), button("Fit all flows into view", "Fit", () => atlas.fit())),
    panel, tip);
  new ResizeObserver(() => {
    if (!atlas.root.isConnected) return;
    tip.hidden = true;
    atlas.resized();
    const chosen = atlas.overlay.querySelector(".chosen");
    if (chosen) bringIn(atlas, chosen);
  }).observe(atlas.root);
  explain(atlas, tip);
  walkThrough(atlas);
  let filters = null;

  function show(state, opened) {
    const key = JSON.stringify([state.hide, state.from, state.to, state.counted]);
    if (key !== filters) {
      const found = flowLines(state);
      const first = filters === null;
      filters = key;
      drawn = drawFlows(atlas, found.lines.slice(0, MOST_LINES), state.counted);
      refill(summary, summaryOf(found, drawn, state));
      refill(legend, legendOf(found.lines, state));
      if (first) atlas.fit(drawn.places.map(({ place }) => place));
    }
    if (opened) atlas.resized();
    markChosen(drawn, state);
  }
  return { root: atlas.root, show, camera: atlas.camera };
}

// What is chosen; with a country or region chosen, only its lines stand out.
function markChosen({ lines, places }, state) {
  const picked = state.pick ? places.find(({ place }) => data.nodes.iri[place.opens] === state.pick)?.place : null;
  for (const { line, node, badge } of lines) {
    setAttributes(node, { href: changed({ ...nothingPicked, arc: line.key }) });
    node.classList.toggle("chosen", line.key === state.arc);
    const faint = Boolean(picked) && line.from !== picked && line.to !== picked;
    for (const part of [node, badge]) part.classList.toggle("faint", faint);
  }
  for (const { place, node } of places) {
    setAttributes(node, { href: changed({ ...nothingPicked, pick: data.nodes.iri[place.opens] }) });
    node.classList.toggle("chosen", place === picked);
  }
}

// ---- what is drawn over the land

function drawFlows(atlas, found, byVictims) {
  const lanes = lanesOf(found);
  const weights = found.map(({ rows, victims }) => (byVictims ? victims : rows.length));
  const most = Math.max(...weights);
  const lines = found.map((line, i) => drawLine(line, lanes[i], widthOf(weights[i], most)));
  const count = new Map();
  for (const { from, to, rows } of found) for (const place of new Set([from, to])) if (place) count.set(place, (count.get(place) ?? 0) + rows.length);
  const places = [...count].sort((a, b) => b[1] - a[1] || (a[0].key < b[0].key ? -1 : 1)).map(([place, flows]) => drawPlace(place, flows));
  atlas.involve(new Set(places.map(({ place }) => place.key)));
  for (const group of [lines, places]) group[0]?.node.setAttribute("tabindex", "0");
  const badges = lines.map(({ badge }) => badge);
  const words = places.map(({ label }) => label);
  fill(atlas.overlay,
    svgElement("g", { role: "list", "aria-label": "Flows" }, lines.map(({ node }) => svgElement("g", { role: "listitem" }, node))),
    svgElement("g", { role: "list", "aria-label": "Countries and regions" }, places.map(({ node }) => svgElement("g", { role: "listitem" }, node))),
    svgElement("g", { "aria-hidden": "true", class: "badges" }, badges),
    svgElement("g", { "aria-hidden": "true", class: "labels" }, words));
  const drawn = { lines, places };
  placeAll(atlas, drawn);
  return drawn;
}

function drawLine(line, lane, width) {
  const halo = svgElement("path", { class: "halo" });
  const stroke = svgElement("path", { class: "stroke" });
  const head = svgElement("polygon", {});
  const cross = svgElement("path", { class: "cross" });
  const reach = svgElement("path", { class: "reach" });
  setAttributes(stroke, { "stroke-width": width.toFixed(1), "stroke-dasharray": DASHES[line.status].map((dash) => dash * Math.max(1, width / 2)).join(" ") || null });
  setAttributes(halo, { "stroke-width": (width + 3).toFixed(1) });
  const no = line.status === "negated" || line.status === "denied";
  const node = svgElement("a", { class: `flow ${line.status}`, tabindex: -1, "aria-label": wordsOf(line), "data-key": "line " + line.key }, halo, stroke, head, no ? cross : null, reach);
  const badge = svgElement("g", {}, svgElement("rect", { height: 15, rx: 7.5 }), svgElement("text", { y: 11, "text-anchor": "middle" }, badgeText(line)));
  for (const part of [node, badge]) colourByForm(part, line.form);
  return { line, lane, width, node, badge, parts: { halo, stroke, head, cross, reach } };
}

const badgeText = ({ form, rows }) => lookOfForm(form).letters + (rows.length > 1 ? ` ${rows.length}` : "");

const formWords = (form) => (!form || form.toLowerCase() === "unspecified" ? "exploitation not said" : form);
export function routeWords({ from, to }) {
  return from === to ? `Within ${placeName(from)}` : `${placeName(from)} → ${placeName(to)}`;
}
export const lineSubtitle = ({ form, status, rows, victims }) =>
  [formWords(form), statusWord(status), plural(rows.length, "statement"), victims ? plural(victims, "victim") + " counted" : ""].filter(Boolean).join(" · ");
const wordsOf = (line) => `${routeWords(line).replace("→", "to")}: ${lineSubtitle(line).replaceAll(" · ", ", ")}`;

function drawPlace(place, flows) {
  const region = !hasOutline(place.key);
  const mark = region ? svgElement("rect", { x: -5, y: -5, width: 10, height: 10, transform: "rotate(45)" }) : svgElement("circle", { r: 4.5 });
  const reach = svgElement("circle", { r: 13, class: "reach" });
  const text = `${placeName(place)}${region ? ", a region" : ""}: ${plural(flows, "statement")} on flows`;
  const node = svgElement("a", { class: "place", tabindex: -1, "aria-label": text, "data-key": "place " + place.key }, reach, mark);
  return { place, node, label: svgElement("text", { class: region ? "region" : null }, placeName(place)) };
}

// Puts lines, places, names and badges where the camera has them.
function placeAll(atlas, { lines, places }) {
  const points = new Map(places.map(({ place }) => [place, atlas.project(place)]));
  const dots = places.map(({ place, node }) => {
    const { x, y } = points.get(place);
    setAttributes(node, { transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` });
    return { x: x - 6, y: y - 6, width: 12, height: 12 };
  });
  const room = atlas.size().width;
  const boxes = placeBoxes(places.map(({ place, label }) => besides(points.get(place), label, room)), dots);
  places.forEach(({ label }, i) => {
    setAttributes(label, boxes[i] ? { x: boxes[i].x + 2, y: boxes[i].y + 12, display: null } : { display: "none" });
  });
  const curves = lines.map((entry) => placeLine(entry, points));
  const sizes = lines.map(({ line }) => 12 + badgeText(line).length * 6);
  const spots = placeBoxes(curves.map(({ at }, i) => [0.5, 0.4, 0.6, 0.3, 0.7].map((t) => ({ x: at(t).x - sizes[i] / 2, y: at(t).y - 7.5, width: sizes[i], height: 15 }))), [...dots, ...boxes.filter(Boolean)]);
  lines.forEach(({ badge }, i) => {
    setAttributes(badge, spots[i] ? { transform: `translate(${spots[i].x.toFixed(1)} ${spots[i].y.toFixed(1)})`, display: null } : { display: "none" });
    setAttributes(badge.firstChild, { width: sizes[i] });
    setAttributes(badge.lastChild, { x: sizes[i] / 2 });
  });
}

function placeLine({ line, lane, width, parts }, points) {
  const [a, b] = [points.get(line.from), points.get(line.to)];
  const curve = a && b ? (a === b ? loop(a, lane, width) : arc(a, b, lane, width)) : stub(a ?? b, lane, width, !a);
  for (const part of [parts.halo, parts.stroke, parts.reach]) setAttributes(part, { d: curve.path });
  setAttributes(parts.head, { points: curve.head });
  const { x, y } = curve.at(0.78);
  setAttributes(parts.cross, { d: `M${x - 5} ${y - 5}l10 10m0-10l-10 10` });
  return curve;
}

const pen = document.createElement("canvas").getContext("2d");
pen.font = "600 12px system-ui, sans-serif";

function besides({ x, y }, label, room) {
  const width = pen.measureText(label.textContent).width + 6;
  const box = (left, top) => ({ x: left, y: top, width, height: 16 });
  const near = x < 0 || x > room ? x - width / 2 : Math.max(0, Math.min(room - width, x - width / 2)); // moved in from the edge
  const sides = [box(x + 8, y - 8), box(x - 8 - width, y - 8)].filter(({ x: left }) => left >= 0 && left + width <= room);
  return [...sides, box(near, y - 24), box(near, y + 9)];
}

// ---- words beside the map

function summaryOf({ lines, unplaced }, drawn, state) {
  const flows = new Set(lines.flatMap(({ rows }) => rows)).size;
  if (!flows && !unplaced.length) {
    return element("div", { class: "empty" }, element("p", {}, isFiltered(state) ? "The filters hide every flow." : "There is no flow here."), isFiltered(state) ? element("a", { class: "button", href: changed(noFilters) }, "Clear the filters") : null);
  }
  const table = (text) => element("a", { href: changed({ table: true, view: "map" }) }, text);
  return [
    element("p", {}, `${plural(flows, "flow")} between ${plural(drawn.places.length, "country or region", "countries and regions")}`),
    lines.length > drawn.lines.length ? element("p", {}, `The ${number(drawn.lines.length)} strongest of ${number(lines.length)} lines are drawn. `, table("All as a table")) : null,
    unplaced.length ? element("p", {}, `${plural(unplaced.length, "flow")} without a place on the map. `, table("See the table")) : null,
  ];
}

function legendOf(lines, state) {
  const counts = flowCounts();
  const by = (map, make) => [...map].map(([value, count]) => ({ value, count, ...make(value) })).sort((a, b) => b.count - a.count || a.text.localeCompare(b.text));
  return [
    choices("Exploitation", by(counts.form, (form) => ({ token: "form:" + form, text: form || "not said", sign: formBadge(form) })), state),
    choices("Victims", by(counts.group, (group) => ({ token: "group:" + group, text: group || "not said" })), state),
    choices("How surely it is said", statuses.filter(({ name }) => counts.status.has(name)).map(({ name, word }) => ({ token: "status:" + name, text: word, count: counts.status.get(name), sign: lineSample(name) })), state),
    choices("Sources", by(counts.source, (document) => ({ token: "source:" + data.documents.iri[document], text: shortTitle(document) })), state),
    lines.some(({ victims }) => victims) || state.counted ? widthChoice(state) : null,
    element("p", { class: "quiet" }, `The wider a line, the more ${state.counted ? "victims are counted" : "statements stand behind it"}; a number beside the letters counts statements. A loop stays within one country, a short line has an end that is not said. A square stands for a region.`),
    element("p", { class: "quiet" }, "Outlines are Natural Earth's and say nothing about sovereignty."),
  ];
}

function widthChoice(state) {
  const box = element("input", { type: "checkbox", checked: state.counted, "data-key": "counted", onchange: () => replace({ counted: box.checked }) });
  return element("fieldset", {}, element("legend", {}, "Width"), element("label", {}, box, element("span", {}, "by victims counted")));
}

// ---- pointing and walking

function explain(atlas, tip) {
  const about = (event) => event.target.closest?.("a.flow, a.place, [data-country]");
  const say = (event) => {
    const found = about(event);
    tip.hidden = !found;
    if (!found) return;
    tip.textContent = found.getAttribute("aria-label") ?? countryName(found.dataset.country);
    tip.hidden = !tip.textContent;
    tip.style.left = "0px"; // measured where it has room
    const box = atlas.root.getBoundingClientRect();
    const at = event.clientX === undefined ? found.getBoundingClientRect() : { x: event.clientX, y: event.clientY };
    tip.style.left = `${Math.max(8, Math.min(at.x - box.left + 14, box.width - tip.offsetWidth - 8))}px`;
    tip.style.top = `${Math.max(8, Math.min(at.y - box.top + 14, box.height - tip.offsetHeight - 8))}px`;
  };
  // On the box around the drawing: a part of an SVG that listens to the keyboard's coming would be a stop of its own.
  for (const kind of ["pointerover", "focusin"]) atlas.root.addEventListener(kind, say);
  for (const kind of ["pointerleave", "focusout"]) atlas.root.addEventListener(kind, () => (tip.hidden = true));
}

// Arrow keys go from line to line and from place to place; the map follows.
function walkThrough(atlas) {
  atlas.overlay.addEventListener("keydown", (event) => {
    const here = event.target.closest("a");
    const all = [...here.closest("[role=list]").querySelectorAll("a")];
    const at = all.indexOf(here);
    const steps = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 };
    const next = all[steps[event.key]];
    if (event.key === "Enter" || event.key === " ") here.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    else if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    if (!next) return;
    here.setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    next.focus();
    bringIn(atlas, next);
  });
}

function bringIn(atlas, node) {
  const [box, room] = [node.getBoundingClientRect(), atlas.root.getBoundingClientRect()];
  const [x, y] = [box.x + box.width / 2 - room.x, box.y + box.height / 2 - room.y];
  if (x < 30 || y < 30 || x > room.width - 30 || y > room.height - 30) atlas.pan(room.width / 2 - x, room.height / 2 - y);
}
