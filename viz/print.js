// Paper shows what the screen folds: every folded part of the rooms is open while it is printed.

export function setUpPrint() {
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll(".details details:not([open]), .home details:not([open]), .stage details:not([open])")];
    for (const part of opened) part.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const part of opened) part.open = false;
    opened = [];
  });
}
