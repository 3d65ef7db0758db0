// Light, dark, or as the system: remembered for this visit where the browser allows it.

import { byId } from "./dom.js";
import { recolourGlyphs } from "./looks.js";
import { setFamilyColours } from "./reader.js";

const CHOICES = [["", "Auto", "as the system"], ["light", "Light", "light always"], ["dark", "Dark", "dark always"]];

export function setUpTheme(recolour) {
  const button = byId("theme");
  const remembered = read();
  let at = Math.max(0, CHOICES.findIndex(([value]) => value === remembered));
  const apply = () => {
    const [value, text, words] = CHOICES[at];
    if (value) document.documentElement.dataset.theme = value;
    else delete document.documentElement.dataset.theme;
    button.textContent = text;
    button.setAttribute("aria-label", `${text} colours: ${words}`);
    setFamilyColours();
    recolourGlyphs();
    recolour();
  };
  button.addEventListener("click", () => {
    at = (at + 1) % CHOICES.length;
    write(CHOICES[at][0]);
    apply();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", apply);
  apply();
}

function read() {
  try {
    return sessionStorage.getItem("theme") ?? "";
  } catch {
    return "";
  }
}

function write(value) {
  try {
    sessionStorage.setItem("theme", value);
  } catch {
    // A page from disk may have no storage; the choice then lasts as long as the page.
  }
}
