// Sections and long lists.

import { element, number } from "./dom.js";

const FIRST = 10;

// A list that shows its first rows; `make` turns a row into an <li>, only when it is shown.
export function longList(rows, make, first = FIRST) {
  const list = element("ul", { class: "list" }, rows.slice(0, first).map(make));
  if (rows.length <= first) return list;
  let shown = first;
  const more = element("button", { type: "button", class: "more" });
  const label = () => {
    more.textContent = `Show ${number(Math.min(rows.length - shown, 200))} more of ${number(rows.length)}`;
    more.dataset.left = number(rows.length - shown);
  };
  more.addEventListener("click", () => {
    const next = rows.slice(shown, shown + 200).map(make);
    list.append(...next);
    shown += next.length;
    if (shown >= rows.length) more.remove();
    else label();
    (next[0]?.querySelector("a, button") ?? list).focus();
  });
  label();
  return element("div", {}, list, more);
}

export function section(title, count, content, { open = true, note = "" } = {}) {
  if (!count) return null;
  return element(
    "details",
    { class: "section", open },
    element("summary", {}, element("h3", {}, title), element("span", { class: "count" }, number(count))),
    note ? element("p", { class: "quiet note" }, note) : null,
    content,
  );
}

export function groupBy(rows, key) {
  const groups = new Map();
  for (const row of rows) {
    const value = key(row);
    if (!groups.has(value)) groups.set(value, []);
    groups.get(value).push(row);
  }
  return groups;
}
