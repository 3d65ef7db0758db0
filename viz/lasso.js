// Selecting several names of the picture by drawing around them.

import { nodes } from "./data.js";
import { announce, byId, element, fill, plural } from "./dom.js";
import { changed, noPicture, nothingPicked, readState } from "./state.js";

const MOST_SELECTED = 2000; // names an address can hold

// Whether a point lies within a closed line of points (even-odd rule).
export function encloses(outline, x, y) {
  let inside = false;
  for (let i = 0, j = outline.length - 1; i < outline.length; j = i++) {
    const [[x1, y1], [x2, y2]] = [outline[i], outline[j]];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}

export function setUpLasso(picture) {
  const button = byId("lasso");
  const line = byId("lasso-line");
  const bar = byId("selection");
  let armed = false;
  let outline = null;

  const arm = (on) => {
    armed = on;
    button.setAttribute("aria-pressed", String(on));
    picture.canvas.classList.toggle("selecting", on);
  };

  function choose(places) {
    picture.select(places);
    bar.hidden = !places.length;
    if (!places.length) return;
    const iris = places.map((i) => nodes.iri[picture.scene().nodes[i]]);
    const state = readState();
    const act = (text, patch) => element("a", { class: "button", href: changed(patch) }, text);
    fill(bar, element("strong", {}, `${plural(places.length, "name")} selected`), iris.length > MOST_SELECTED
      ? element("span", { class: "quiet" }, ` Select fewer than ${MOST_SELECTED} to work with them.`)
      : [
          act("Keep only these", { ...noPicture, ...nothingPicked, pin: state.pin, only: iris }),
          act("Hide these", { ...nothingPicked, gone: [...new Set([...state.gone, ...iris])] }),
          act("Names as table", { ...noPicture, ...nothingPicked, only: iris, view: "start", table: true }),
          act("Statements as table", { ...noPicture, ...nothingPicked, only: iris, view: "network", table: true }),
        ], element("button", { type: "button", class: "plain", onclick: () => choose([]) }, "Clear"));
    announce(`${plural(places.length, "name")} selected`);
  }

  button.addEventListener("click", () => arm(!armed));
  bar.addEventListener("click", (event) => event.target.closest("a") && choose([]));
  return {
    wanted: (event) => armed || event.shiftKey,
    begin(x, y) {
      outline = [[x, y]];
    },
    drawing: () => outline !== null,
    extend(x, y) {
      outline.push([x, y]);
      line.parentNode.classList.remove("off");
      line.setAttribute("points", outline.map((point) => point.map((c) => c.toFixed(1)).join(",")).join(" "));
    },
    end() {
      const { x, y } = picture.places();
      const drawn = outline;
      outline = null;
      line.parentNode.classList.add("off");
      arm(false);
      choose(drawn.length < 3 ? [] : Array.from(x.keys()).filter((i) => encloses(drawn, x[i], y[i])));
    },
    // One more name, or one fewer: the way without drawing.
    toggle(i) {
      if (i < 0) return;
      const places = picture.selected();
      choose(places.includes(i) ? places.filter((other) => other !== i) : [...places, i]);
    },
    clear: () => choose([]),
  };
}
