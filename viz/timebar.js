// The years, as a bar under every view: how many statements speak of each, and which of them are shown.

import { data } from "./data.js";
import { byId, element, fill, plural } from "./dom.js";
import { yearsOf } from "./filters.js";
import { changed, replace } from "./state.js";

let yearCounts = null;

function countYears() {
  const found = new Map();
  for (const kind of ["claims", "flows", "observations"]) {
    data[kind].iri.forEach((_, row) => {
      const years = yearsOf(kind, row);
      if (!years) return;
      const [first, last] = years.map((year, i) => (Number.isFinite(year) ? year : years[1 - i]));
      for (let year = first; year <= last && year - first < 60; year++) found.set(year, (found.get(year) ?? 0) + 1);
    });
  }
  return [...found].sort((a, b) => a[0] - b[0]);
}

export function showTimebar(state) {
  const bar = byId("timebar");
  yearCounts ??= countYears();
  bar.hidden = yearCounts.length < 2;
  if (bar.hidden) return;
  const [least, most] = [yearCounts[0][0], yearCounts.at(-1)[0]];
  const top = Math.max(...yearCounts.map(([, count]) => count));
  const [from, to] = [Number(state.from) || least, Number(state.to) || most];
  const byYear = new Map(yearCounts);
  const years = Array.from({ length: most - least + 1 }, (_, i) => least + i);
  const columns = years.map((year) => {
    const inside = year >= from && year <= to;
    // A short way for the pointer; the sliders do the same by keyboard, and are large enough to hit.
    const column = element("div", {
      class: inside ? "year inside" : "year", title: `${year}: ${plural(byYear.get(year) ?? 0, "statement")}`, onclick: () => chooseYears(year, year, least, most),
    });
    column.style.setProperty("--height", `${Math.round(((byYear.get(year) ?? 0) / top) * 100)}%`);
    return column;
  });
  const shown = element("output", {}, span(from, to));
  const slider = (label, value, end) => {
    const ends = (input) => (end === "from" ? [Number(input.value), Math.max(input.value, to)] : [Math.min(input.value, from), Number(input.value)]);
    return element("input", {
      type: "range", min: least, max: most, value, "aria-label": label, "data-end": end,
      oninput: (event) => (shown.textContent = span(...ends(event.target))),
      onchange: (event) => {
        chooseYears(...ends(event.target), least, most);
        bar.querySelector(`[data-end="${end}"]`)?.focus();
      },
    });
  };
  const range = element("div", { class: "years" }, element("div", { class: "columns" }, columns), slider("First year shown", from, "from"), slider("Last year shown", to, "to"));
  range.style.setProperty("--count", years.length);
  range.style.setProperty("--before", from - least);
  range.style.setProperty("--after", to - least + 1);
  const narrowed = state.from || state.to;
  fill(bar, element("span", { class: "label" }, "Years"), shown, range, element("a", { class: "button", href: changed({ from: "", to: "" }), hidden: !narrowed }, "All years"));
}

const span = (from, to) => (from === to ? String(from) : `${from} – ${to}`);

const chooseYears = (from, to, least, most) => replace({ from: from > least ? String(from) : "", to: to < most ? String(to) : "" });
