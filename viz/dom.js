// Making elements. Text from the data only ever becomes text, never markup.

export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  append(made, children);
  return made;
}

export function append(parent, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    parent.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

export function fill(parent, ...children) {
  parent.replaceChildren();
  append(parent, children);
}

// Fills a part anew and gives the keyboard back to what had it: the element with the same data-key.
export function refill(parent, ...children) {
  const focused = parent.contains(document.activeElement) ? document.activeElement.closest("[data-key]")?.dataset.key : undefined;
  const at = parent.scrollTop;
  fill(parent, ...children);
  parent.scrollTop = at;
  if (focused !== undefined) parent.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

// A name whose direction of writing must not disturb its surroundings.
export const name = (text) => element("bdi", { dir: "auto" }, text);

// A link out of the page: only to the web, and in a new tab. Anything else is plain text.
export function outward(address, text) {
  let known;
  try {
    known = ["http:", "https:"].includes(new URL(address).protocol);
  } catch {
    known = false;
  }
  if (!known) return name(text);
  return element("a", { href: address, rel: "noopener noreferrer", target: "_blank", class: "outward" }, name(text));
}

export const number = (value) => value.toLocaleString("en");
export const plural = (count, one, many = one + "s") => `${number(count)} ${count === 1 ? one : many}`;
export const byId = (id) => document.getElementById(id);

export function announce(text) {
  byId("live").textContent = text;
}
