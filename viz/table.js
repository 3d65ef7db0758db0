// The table twin of a view: the same facts as rows, to sort, filter, walk through with the arrow keys and save as CSV.

import { announce, element, fill, number, plural } from "./dom.js";
import { csv, fileName, save } from "./download.js";
import { fold } from "./matching.js";
import { replace } from "./state.js";

const ROWS_AT_ONCE = 200; // rows shown at once; more come when asked for
const IN_ORDER = new Intl.Collator("en", { numeric: true }); // made once: many times quicker than localeCompare

// twin: { caption, file, columns: [{ label, text(row), cell?(row), numeric? }], rows, note? }. `text` is what sorts, filters and
// goes into the CSV; `cell` is what is shown where links serve better than text.
export function showTable(room, twin, state) {
  const body = element("tbody");
  const count = element("p", { class: "quiet", role: "status" });
  const more = element("p");
  const input = element("input", {
    type: "search", value: state.find, placeholder: "Filter these rows", "aria-label": `Filter the rows of ${twin.caption}`,
    oninput: () => (replace({ find: input.value }, { quiet: true }), drawRows()),
  });
  const [at, turned] = sortOf(state, twin.columns);
  const heads = twin.columns.map((column, i) =>
    element("th", { scope: "col", "aria-sort": i !== at ? undefined : turned ? "descending" : "ascending", class: column.numeric ? "numeric" : undefined },
      element("button", { type: "button", onclick: () => replace({ sort: `${column.label}${i === at && !turned ? " down" : ""}` }) }, column.label)));
  const rows = sorted(twin, at, turned);
  let found = rows;
  let shown = 0;

  function drawRows() {
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    found = words.length ? rows.filter((row) => words.every((word) => fold(twin.columns.map((column) => column.text(row)).join(" ")).includes(word))) : rows;
    body.replaceChildren();
    shown = 0;
    addRows();
    count.textContent = found.length === rows.length ? plural(rows.length, "row") : `${number(found.length)} of ${plural(rows.length, "row")}`;
  }

  function addRows() {
    const next = found.slice(shown, shown + ROWS_AT_ONCE);
    body.append(...next.map((row) => element("tr", { tabindex: "-1" }, twin.columns.map((column) => cellOf(column, row)))));
    shown += next.length;
    if (!body.querySelector("[tabindex='0']")) body.firstElementChild?.setAttribute("tabindex", "0");
    fill(more, shown < found.length ? element("button", { type: "button", class: "more", "data-left": number(found.length - shown), onclick: addRows }, `Show ${number(Math.min(ROWS_AT_ONCE, found.length - shown))} more`) : null);
  }

  body.addEventListener("keydown", walk);
  const saveAll = () => {
    save(csv(twin.columns.map((column) => column.label), found.map((row) => twin.columns.map((column) => column.text(row)))), fileName(twin.file, "csv"), "text/csv;charset=utf-8");
    announce(`${plural(found.length, "row")} saved`);
  };
  fill(room,
    element("div", { class: "table-bar" }, element("h2", {}, twin.caption), input, count, element("button", { type: "button", class: "button", onclick: saveAll }, "Save as CSV")),
    twin.note ? element("p", { class: "notice" }, twin.note) : null,
    rows.length
      ? element("div", { class: "table-wrap", tabindex: "0", role: "region", "aria-label": twin.caption }, element("table", {}, element("caption", { class: "unseen" }, twin.caption), element("thead", {}, element("tr", {}, heads)), body), more)
      : element("div", { class: "empty" }, element("p", {}, twin.empty ?? "No row passes the filters."), twin.remedy ?? null));
  drawRows();
}

function cellOf(column, row) {
  const kind = column.numeric ? "numeric" : column.text(row).length > 50 ? "long" : undefined;
  return element("td", { class: kind }, column.cell ? column.cell(row) : element("bdi", { dir: "auto" }, column.text(row)));
}

function sortOf(state, columns) {
  const turned = state.sort.endsWith(" down");
  const label = turned ? state.sort.slice(0, -5) : state.sort;
  return [columns.findIndex((column) => column.label === label), turned];
}

function sorted(twin, at, turned) {
  if (at < 0) return twin.rows;
  const { text, numeric } = twin.columns[at];
  const compare = numeric ? (a, b) => (Number(a) || 0) - (Number(b) || 0) : IN_ORDER.compare;
  const keyed = twin.rows.map((row, i) => [text(row), i, row]);
  keyed.sort((a, b) => (turned ? -1 : 1) * compare(a[0], b[0]) || a[1] - b[1]);
  return keyed.map(([, , row]) => row);
}

// Up and down move from row to row, Home and End to the first and last, Enter opens the row's first link.
function walk(event) {
  const row = event.target.closest("tr");
  const rows = [...row.parentElement.children];
  const steps = { ArrowDown: rows[rows.indexOf(row) + 1], ArrowUp: rows[rows.indexOf(row) - 1], Home: rows[0], End: rows.at(-1) };
  if (event.key === "Enter" && event.target === row) row.querySelector("a, button")?.click();
  const next = steps[event.key];
  if (!next) return;
  event.preventDefault();
  row.setAttribute("tabindex", "-1");
  next.setAttribute("tabindex", "0");
  next.focus();
}
