// Copying text: by the clipboard where the browser lets a page use it, else in a field to copy from.

import { announce, element } from "./dom.js";

// Puts `text` on the clipboard; where that is not possible, shows it selected below `beside`.
export async function copyText(text, beside) {
  try {
    await navigator.clipboard.writeText(text);
    announce("Copied");
    return true;
  } catch {
    offer(text, beside);
    return false;
  }
}

function offer(text, beside) {
  beside.parentElement.querySelector(".to-copy")?.remove();
  const field = element("textarea", { class: "to-copy", readonly: true, rows: "4", "aria-label": "Text to copy, selected: press Ctrl and C" });
  field.value = text;
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    field.remove();
    beside.focus();
  });
  beside.after(field);
  field.focus();
  field.select();
  announce("Press Ctrl and C to copy the selected text");
}

export function copyButton(label, text, properties = {}) {
  const button = element("button", { type: "button", class: "button small", ...properties }, label);
  button.addEventListener("click", async () => {
    if (!(await copyText(text(), button))) return;
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = label), 1500);
  });
  return button;
}
