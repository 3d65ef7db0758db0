// Boxes to tick for what a view shows; what is not ticked stands in the address under "hide".

import { element, number } from "./dom.js";
import { readState, replace } from "./state.js";

// entries: [{ token, text, count, sign? }]. Null where there is nothing to choose between.
export function choices(title, entries, state) {
  if (entries.length < 2) return null;
  const hidden = new Set(state.hide);
  const every = entries.every(({ token }) => !hidden.has(token));
  const toggle = element("button", { type: "button", class: "plain", "data-key": "all " + title, onclick: () => tick(entries.map(({ token }) => token), !every) }, every ? "none" : "all");
  return element("fieldset", {}, element("legend", {}, title, " ", toggle), entries.map((entry) => choice(entry, hidden)));
}

function choice({ token, text, count, sign }, hidden) {
  const box = element("input", { type: "checkbox", "data-key": token, checked: !hidden.has(token), onchange: () => tick([token], box.checked) });
  return element("label", {}, box, sign ?? null, element("span", {}, text), element("span", { class: "count" }, number(count)));
}

function tick(tokens, show) {
  const others = readState().hide.filter((token) => !tokens.includes(token));
  replace({ hide: show ? others : [...others, ...tokens] });
}
