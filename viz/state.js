// What is looked at, kept in the address after "#": a link is a saved view, and Back undoes a step.

// Of the picture: parts of neighbours added, names kept, names hidden, places of moved names, the ends of a path.
const OF_PICTURE = ["add", "only", "gone", "pin", "path"];
const LISTS = ["at", "pair", "hide", "param", ...OF_PICTURE];
const SINGLES = ["view", "community", "pick", "arc", "statement", "doc", "with", "question", "from", "to", "area", "find", "sort", "size"];
const SWITCHES = ["all", "doubt", "own", "counted", "table", "split", "groups", "link"];

export function readState(hash = location.hash) {
  const query = new URLSearchParams(hash.replace(/^#/, ""));
  const state = {};
  for (const name of LISTS) state[name] = query.getAll(name).filter(Boolean);
  for (const name of SINGLES) state[name] = query.get(name) ?? "";
  for (const name of SWITCHES) state[name] = query.get(name) === "1";
  if (state.pair.length !== 2) state.pair = [];
  return state;
}

function writeState(state) {
  const query = new URLSearchParams();
  for (const name of LISTS) for (const value of state[name]) query.append(name, value);
  for (const name of SINGLES) if (state[name]) query.set(name, state[name]);
  for (const name of SWITCHES) if (state[name]) query.set(name, "1");
  return "#" + query.toString().replaceAll("%2F", "/").replaceAll("%3A", ":");
}

// The address of the present view with some parts changed.
export function changed(patch) {
  return writeState({ ...readState(), ...patch });
}

export function go(patch) {
  const next = changed(patch);
  if (next !== location.hash) location.hash = next;
}

// Filters are a setting rather than a step: Back should not walk through each tick of a box.
export function replace(patch, { quiet = false } = {}) {
  history.replaceState(null, "", changed(patch));
  if (!quiet) window.dispatchEvent(new HashChangeEvent("hashchange"));
}

export const nothingPicked = { pick: "", pair: [], arc: "", statement: "" };
export const noPicture = { at: [], community: "", all: false, doubt: false, add: [], only: [], gone: [], pin: [], path: [], link: false, with: "" };
export const noTable = { table: false, find: "", sort: "" };

// The view that the address names, else the one that its parts call for.
export function viewOf(state) {
  if (state.view) return state.view;
  if (hasPicture(state) || state.link) return "network";
  if (state.doc) return "documents";
  return "start";
}

export const hasPicture = (state) =>
  state.at.length > 0 || state.add.length > 0 || state.only.length > 0 || state.path.length === 2 || state.community !== "" || state.all || state.doubt;
