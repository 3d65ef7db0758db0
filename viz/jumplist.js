// Where to go in a document: its topics in the order of the scheme, and its headings in the order of the text.

import { data } from "./data.js";
import { element, name, number } from "./dom.js";
import { headingsOf } from "./headings.js";
import { groupBy } from "./lists.js";

// Passages of a document by topic, in the order of the scheme: [[topic, passages]].
export function topicsOf(passages) {
  const groups = groupBy(passages.filter((passage) => data.passages.topic[passage]), (passage) => data.passages.topic[passage]);
  return data.topics.label.filter((topic) => groups.has(topic)).map((topic) => [topic, groups.get(topic)]);
}

// `jump(passage)` goes there.
export function jumpList(passages, jump) {
  const entry = (label, passage, count) =>
    element("li", {}, element("button", { type: "button", class: "plain", onclick: () => jump(passage) }, name(label)), count > 1 ? element("span", { class: "count" }, number(count)) : null);
  const topics = topicsOf(passages);
  const headings = headingsOf(passages);
  if (topics.length + headings.length < 2) return null;
  const part = (title, entries) => (entries.length ? element("div", {}, element("h3", {}, title), element("ul", {}, entries)) : null);
  return element("details", { class: "jump" },
    element("summary", {}, "Topics and headings"),
    element("div", { class: "jump-lists" },
      part("Topics", topics.map(([topic, found]) => entry(topic, found[0], found.length))),
      part("Headings", headings.map(({ heading, passage }) => entry(heading, passage, 1)))));
}
