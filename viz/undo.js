// Undo and redo: a log of the addresses that were looked at. Filters are in it too, though Back does not walk through them.

const MOST_STEPS = 500;

export function createLog() {
  let entries = [];
  let at = -1;
  const step = (by) => (entries[at + by] === undefined ? null : entries[(at += by)]);
  return {
    // Back and Forward (`again`) move in the log where they lead to a neighbour of the present entry; the rest are new steps.
    seen(address, again = false) {
      if (address === entries[at]) return;
      if (again && at > 0 && address === entries[at - 1]) at -= 1;
      else if (again && address === entries[at + 1]) at += 1;
      else {
        entries = [...entries.slice(Math.max(0, at + 2 - MOST_STEPS), at + 1), address];
        at = entries.length - 1;
      }
    },
    undo: () => step(-1),
    redo: () => step(1),
    canUndo: () => at > 0,
    canRedo: () => at >= 0 && at < entries.length - 1,
  };
}

// buttons: { undo, redo }. Gives what to call whenever the address may have changed.
export function setUpUndo(buttons) {
  const log = createLog();
  const show = () => {
    buttons.undo.disabled = !log.canUndo();
    buttons.redo.disabled = !log.canRedo();
  };
  const move = (way) => {
    const address = log[way]();
    if (address === null) return;
    if (address || location.hash) location.hash = address || "#";
    show();
  };
  buttons.undo.addEventListener("click", () => move("undo"));
  buttons.redo.addEventListener("click", () => move("redo"));
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input:not([type=checkbox], [type=radio], [type=range]), textarea");
    const key = event.key.toLowerCase();
    if (typing || event.altKey || !(event.ctrlKey || event.metaKey) || !["z", "y"].includes(key)) return;
    event.preventDefault();
    move(key === "y" || event.shiftKey ? "redo" : "undo");
  });
  return () => {
    // An entry of the browser's history that was shown before bears a mark: Back or Forward led to it.
    const again = history.state?.seen === true;
    log.seen(location.hash, again);
    if (!again) history.replaceState({ seen: true }, "");
    show();
  };
}
