// The timeline: laws, events, statements, flows and numbers, each a mark at the time of which it speaks.

import { data, nodes, statuses, statusOf, statusWord } from "./data.js";
import { element, fill, name, number, plural, refill } from "./dom.js";
import { isFiltered, noFilters } from "./filters.js";
import { LANES, statementText, timedStatements } from "./lanes.js";
import { documentLink, shortTitle, toDocument, toStatement } from "./links.js";
import { spanOf } from "./periods.js";
import { stackMarks, ticksOf } from "./stack.js";
import { changed, readState, replace } from "./state.js";
import { drawOrSlide, steer } from "./steer.js";
import { setAttributes, svgElement } from "./svg.js";
import { sentenceOf } from "./twins.js";

const SIZE = 14; // pixels of a mark
const MOST_ROWS = 10; // rows of marks in a lane; what does not fit is counted above them
const MANY_MARKS = 800; // from here on the picture is slid while it moves and drawn when it rests
const HEAD = 26; // pixels for the title of a lane
const AXIS = 24;
let line = null; // made when the timeline is first shown, then kept with its camera

export function showTimeline(room, state) {
  if (!["claims", "flows", "observations"].some((kind) => data[kind].iri.length)) return void fill(room, nothingTimed());
  line ??= makeTimeline();
  if (line.root.parentElement !== room) fill(room, line.root);
  line.show(state);
}

const nothingTimed = () =>
  element("div", { class: "empty" },
    element("h2", {}, "Nothing to put in time"),
    element("p", {}, "This graph holds no statement, flow or number yet. Read documents into it with kg build."),
    element("p", {}, element("a", { class: "button", href: "#" }, "Start page")));

function makeTimeline() {
  const camera = { from: 2000, to: 2010 };
  let reach = { ...camera };
  let lanes = [];
  let filters = null;
  let waiting = 0;
  let marks = 0;
  let wide = 0;
  let drawn = { ...camera };
  const [head, tip] = [element("div"), element("div", { class: "over tip", hidden: true })];
  const svg = svgElement("svg", { class: "timeline", tabindex: 0, role: "group", "aria-label": "Timeline. Left and right arrows move it, plus and minus zoom, 0 shows all years.", "data-key": "timeline" });
  const button = (label, text, act) => element("button", { type: "button", "aria-label": label, onclick: act }, text);
  const box = element("div", { class: "timeline-box" }, svg, tip);
  const root = element("div", { class: "timeline-view" }, head,
    element("div", { class: "zoom-row" }, button("Zoom in", "+", () => zoomBy(1.6)), button("Zoom out", "−", () => zoomBy(1 / 1.6)), button("Show all years", "All years", () => fit())),
    box);

  const width = () => Math.max(120, box.clientWidth);
  const display = drawOrSlide(svg, {
    heavy: () => marks > MANY_MARKS,
    slide: () => {
      const stretch = (drawn.to - drawn.from) / (camera.to - camera.from);
      return `translateX(${((drawn.from - camera.from) / (camera.to - camera.from)) * width()}px) scaleX(${stretch})`;
    },
    draw: () => {
      drawn = { ...camera };
      if (box.isConnected) marks = drawLanes(svg, lanes, { ...camera, width: width() }, zoomTo);
    },
  });
  const soon = () => (waiting ||= requestAnimationFrame(() => ((waiting = 0), display())));

  function move(from, to) {
    const span = Math.min(Math.max(to - from, 0.25), reach.to - reach.from);
    const middle = (from + to) / 2;
    camera.from = Math.min(Math.max(middle - span / 2, reach.from), reach.to - span);
    camera.to = camera.from + span;
    soon();
  }
  const zoomAt = (factor, x) => {
    const at = camera.from + (x / width()) * (camera.to - camera.from);
    move(at - (at - camera.from) / factor, at + (camera.to - at) / factor);
  };
  const zoomBy = (factor) => zoomAt(factor, width() / 2);
  const zoomTo = (from, to) => move(from, to);
  const pan = (dx) => {
    const by = (-dx / width()) * (camera.to - camera.from);
    const inside = Math.min(Math.max(by, reach.from - camera.from), reach.to - camera.to);
    move(camera.from + inside, camera.to + inside);
  };
  const fit = () => move(reach.from, reach.to);
  steer(svg, { zoomAt, zoomBy, pan, fit, scrolls: true });
  setUpTip(box, svg, tip);
  svg.addEventListener("keydown", walkLane);
  new ResizeObserver(() => box.clientWidth !== wide && ((wide = box.clientWidth), display(true))).observe(box);

  function show(state) {
    const key = JSON.stringify([state.hide, state.from, state.to, state.own]);
    if (key !== filters) {
      filters = key;
      const all = timedStatements(state);
      const placed = all.filter(({ from, own }) => from !== undefined && (own || !state.own));
      lanes = [{ title: "Documents", items: documentsIn(state) }, ...LANES.map(({ id, title }) => ({ title, items: placed.filter(({ lane }) => lane === id) }))];
      refill(head, headOfTimeline(all, placed, state));
      reach = reachOf(lanes);
      fit();
    }
    display(true);
  }
  return { root, show };
}

// The years from the first to the last, at least two.
function reachOf(lanes) {
  let [from, to] = [Infinity, -Infinity];
  for (const { items } of lanes) {
    for (const item of items) for (const end of [item.from, item.to]) if (Number.isFinite(end)) [from, to] = [Math.min(from, end), Math.max(to, end)];
  }
  if (from > to) return { from: 2000, to: 2002 };
  return { from: Math.min(Math.floor(from), Math.ceil(to) - 2), to: Math.ceil(to) };
}

function documentsIn(state) {
  const hidden = new Set(state.hide);
  return data.documents.iri.flatMap((iri, document) => {
    const span = spanOf(data.documents.issued[document]);
    return span && !hidden.has("source:" + iri) ? [{ kind: "documents", row: document, own: true, ...span }] : [];
  });
}

function headOfTimeline(all, placed, state) {
  const undated = all.filter(({ from }) => from === undefined).length;
  const borrowed = all.filter(({ from, own }) => from !== undefined && !own).length;
  const table = (text) => element("a", { href: changed({ table: true, view: "timeline" }) }, text);
  const box = element("input", { type: "checkbox", checked: !state.own, "data-key": "own", onchange: () => replace({ own: !readState().own }) });
  return [
    element("div", { class: "table-bar" }, element("h1", {}, "Timeline"), element("p", { class: "quiet", role: "status" }, `${plural(placed.length, "statement")} in time`),
      undated ? element("p", { class: "quiet" }, `${plural(undated, "statement")} without any date: `, table("see the table")) : null),
    borrowed ? element("label", { class: "own" }, box, element("span", {}, `Put the ${plural(borrowed, "statement")} without a date of ${borrowed === 1 ? "its" : "their"} own into the year of the document (hollow marks)`)) : null,
    placed.length ? keyOfShapes() : element("div", { class: "empty" }, element("p", {}, isFiltered(state) ? "The filters hide everything." : "No statement has a date of its own."), element("a", { class: "button", href: changed({ ...noFilters, own: false }) }, "Show everything")),
  ];
}

// ---- drawing

const SHAPES = {
  circle: (r) => `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`,
  diamond: (r) => `M0 ${-r * 1.25}L${r * 1.25} 0L0 ${r * 1.25}L${-r * 1.25} 0z`,
  triangle: (r) => `M0 ${-r * 1.2}L${r * 1.2} ${r}H${-r * 1.2}z`,
  cross: (r) => `M${-r} ${-r}L${r} ${r}M${r} ${-r}L${-r} ${r}`,
};
const SHAPE_OF = { stated: "circle", believed: "diamond", alleged: "diamond", planned: "triangle", negated: "cross", denied: "cross" };

function keyOfShapes() {
  const words = new Map();
  for (const { name: status, word } of statuses) if (SHAPE_OF[status]) words.set(SHAPE_OF[status], [...(words.get(SHAPE_OF[status]) ?? []), [status, word]]);
  const sign = ([shape, [[status]]]) => svgElement("svg", { viewBox: "-7 -7 14 14", class: `time-sign ${status}`, "aria-hidden": "true" }, svgElement("path", { d: SHAPES[shape](4.5) }));
  return element("p", { class: "time-key quiet" }, [...words].map((entry) => element("span", {}, sign(entry), entry[1].map(([, word]) => word).join(" or "))));
}

function drawLanes(svg, lanes, view, zoomTo) {
  const x = (year) => ((year - view.from) / (view.to - view.from)) * view.width;
  let top = AXIS;
  let count = 0;
  const parts = lanes.map(({ title, items }) => {
    const stacked = stackMarks(items, view, SIZE, MOST_ROWS);
    const overflow = stacked.more.length ? 16 : 0;
    const floor = top + HEAD + overflow + Math.max(1, stacked.rows) * SIZE;
    const nodesOfLane = stacked.marks.map((mark) => drawMark(mark, floor));
    nodesOfLane[0]?.setAttribute("tabindex", "0");
    count += nodesOfLane.length;
    const lane = svgElement("g", { class: "lane" },
      svgElement("line", { x1: 0, x2: view.width, y1: floor + 2, y2: floor + 2, class: "floor" }),
      svgElement("text", { x: 2, y: top + 16, class: "lane-title" }, `${title} · ${number(items.length)}`),
      svgElement("g", { role: "group", "aria-label": title }, nodesOfLane),
      stacked.more.map((rest) => drawMore(rest, x, view, top + HEAD + 10, zoomTo)));
    top = floor + 12;
    return lane;
  });
  const ticks = ticksOf(view).map(({ at, text, year }) => [
    svgElement("line", { x1: x(at), x2: x(at), y1: AXIS - 4, y2: top, class: year === undefined ? "month" : "year-rule" }),
    svgElement("text", { x: x(at) + 3, y: 14, class: year === undefined ? "month" : "tick", onclick: year === undefined ? null : () => zoomTo(year, year + 1) }, text),
  ]);
  setAttributes(svg, { viewBox: `0 0 ${view.width} ${top}`, width: view.width, height: top });
  refill(svg, svgElement("g", { "aria-hidden": "true" }, ticks), parts);
  return count;
}

function drawMark({ item, x, width, row }, floor) {
  const { kind, own } = item;
  const document = kind === "documents";
  const status = document ? "stated" : statusOf(kind, item.row);
  const middle = floor - row * SIZE - SIZE / 2;
  const shape = width > SIZE
    ? svgElement("rect", { x: x + 1, y: middle - 4, width: width - 2, height: 8, rx: 3 })
    : svgElement("path", { d: SHAPES[SHAPE_OF[status]](4.5), transform: `translate(${x + SIZE / 2} ${middle})` });
  const iri = document ? data.documents.iri[item.row] : data[kind].iri[item.row];
  const chosen = readState().statement === iri;
  return svgElement("a", {
    href: document ? toDocument(item.row) : toStatement(kind, item.row), tabindex: -1, "data-key": iri,
    class: `time-mark ${status}${own ? "" : " hollow"}${chosen ? " chosen" : ""}`, "aria-label": wordsOfMark(item, status),
  }, svgElement("rect", { x, y: middle - SIZE / 2, width: Math.max(width, SIZE), height: SIZE, class: "reach" }), shape);
}

function wordsOfMark({ kind, row, own }, status) {
  if (kind === "documents") return `${data.documents.issued[row]}: ${data.documents.label[row]}`;
  const when = data[kind].period[row] || `no date of its own, document of ${data.documents.issued[data[kind].document[row]]}`;
  return `${own ? when : `(${when})`}: ${statementText(kind, row)}${status === "stated" ? "" : ` – ${statusWord(status)}`}`;
}

// "+12": what has no room. A click comes closer, or opens the table when there is no closer.
function drawMore({ from, to, items }, x, view, y, zoomTo) {
  const middle = (Math.max(0, x(from)) + Math.min(view.width, x(to))) / 2;
  const closer = view.to - view.from > 1.2;
  const act = (event) => {
    event.preventDefault();
    event.stopPropagation();
    zoomTo(from, to);
  };
  return svgElement("a", { class: "more-marks", href: changed({ table: true, view: "timeline" }), "aria-label": `${plural(items.length, "more statement")} of ${from}: ${closer ? "come closer" : "see the table"}`, onclick: closer ? act : null, "data-key": `more ${from} ${y}` },
    svgElement("text", { x: middle, y: y + 2, "text-anchor": "middle" }, `+${number(items.length)}`));
}

// ---- pointing and walking

function setUpTip(box, svg, tip) {
  const say = (event) => {
    const found = event.target.closest?.(".time-mark, .more-marks");
    tip.hidden = !found;
    if (!found) return;
    tip.textContent = found.getAttribute("aria-label");
    tip.style.left = "0px";
    const [room, at] = [box.getBoundingClientRect(), found.getBoundingClientRect()];
    tip.style.left = `${Math.max(0, Math.min(at.x - room.x + 16, room.width - tip.offsetWidth - 4))}px`;
    tip.style.top = `${at.y - room.y + 20}px`;
  };
  for (const kind of ["pointerover", "focusin"]) box.addEventListener(kind, say);
  for (const kind of ["pointerleave", "focusout"]) box.addEventListener(kind, () => (tip.hidden = true));
}

// Arrow keys go from mark to mark within a lane.
function walkLane(event) {
  const here = event.target.closest(".time-mark");
  if (!here) return;
  const all = [...here.closest(".lane").querySelectorAll(".time-mark")];
  const at = all.indexOf(here);
  const steps = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 };
  const next = all[steps[event.key]];
  if (!next) return;
  event.preventDefault();
  here.setAttribute("tabindex", "-1");
  next.setAttribute("tabindex", "0");
  next.focus();
}

// ---- the same as a table

export function timelineTwin(state) {
  const table = (item) => data[item.kind];
  const lane = new Map(LANES.map(({ id, title }) => [id, title]));
  const documentOf = (item) => table(item).document[item.row];
  return {
    caption: "Timeline", file: "timeline", rows: timedStatements(state).filter(({ own }) => own || !state.own),
    columns: [
      { label: "When", text: (item) => table(item).period[item.row] },
      { label: "Document of", text: (item) => (documentOf(item) < 0 ? "" : data.documents.issued[documentOf(item)]) },
      { label: "Kind", text: (item) => lane.get(item.lane) },
      { label: "What", text: (item) => statementText(item.kind, item.row) },
      { label: "How surely", text: (item) => statusWord(statusOf(item.kind, item.row)) },
      { label: "Said by", text: (item) => table(item).speakers[item.row].map((node) => nodes.label[node]).join("; ") },
      { label: "Source", text: (item) => (documentOf(item) < 0 ? "" : shortTitle(documentOf(item))), cell: (item) => (documentOf(item) < 0 ? "" : documentLink(documentOf(item), table(item).iri[item.row])) },
      { label: "Sentence", text: (item) => sentenceOf(item.kind, item.row), cell: (item) => element("a", { href: toStatement(item.kind, item.row) }, name(sentenceOf(item.kind, item.row))) },
    ],
  };
}
