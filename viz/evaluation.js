// Which faults are shown. Without this script the page shows all of them.
const form = document.getElementById("filter");

function chosen(name) {
  return [...form.querySelectorAll(`input[name="${name}"]:checked`)].map((box) => box.value);
}

function show() {
  const states = chosen("state"), kinds = chosen("kind");
  let shown = 0;
  for (const article of document.querySelectorAll("article")) {
    let some = false;
    for (const fault of article.querySelectorAll("li")) {
      fault.hidden = !(states.includes(fault.dataset.state) && kinds.includes(fault.dataset.kind));
      if (!fault.hidden) {
        some = true;
        shown += 1;
      }
    }
    article.hidden = !some;
  }
  form.querySelector("output").textContent = `${shown} shown`;
}

form.hidden = false;
form.addEventListener("change", show);
show();
document.documentElement.dataset.ready = "";
