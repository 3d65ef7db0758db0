// Moving a map: wheel, drag, two fingers, arrow keys. The same hand for every picture that is drawn with SVG.

const SHAKE = 5; // pixels that a pointer may move and still click
const STEP = 60; // pixels for one press of an arrow key

const SETTLED = 160; // milliseconds without movement after which a heavy picture is drawn sharply

// Draws a light picture at every movement. A heavy one is slid as it is, and drawn when the movement has stopped.
// `slide` gives the CSS transform from what is drawn to where the camera is.
export function drawOrSlide(surface, { draw, slide, heavy }) {
  let timer = 0;
  const sharp = () => {
    clearTimeout(timer);
    timer = 0;
    surface.style.transform = "";
    draw();
  };
  return (now = false) => {
    if (now || !heavy()) return sharp();
    surface.style.transform = slide();
    clearTimeout(timer);
    timer = setTimeout(sharp, SETTLED);
  };
}

// camera: { zoomAt(factor, x, y), zoomBy(factor), pan(dx, dy), fit(), scrolls }, x and y in pixels of `surface`. Where a picture
// `scrolls` with its page, the wheel zooms only with Ctrl held, as two fingers on a pad do, and moves it sidewards.
export function steer(surface, camera) {
  const pointers = new Map();
  let travelled = 0;

  const inside = (event) => {
    const box = surface.parentElement.getBoundingClientRect(); // the surface itself may be slid
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  surface.addEventListener("wheel", (event) => {
    const sidewards = Math.abs(event.deltaX) > Math.abs(event.deltaY);
    if (camera.scrolls && !event.ctrlKey && !sidewards) return;
    event.preventDefault();
    if (camera.scrolls && !event.ctrlKey) return camera.pan(-event.deltaX, 0);
    const { x, y } = inside(event);
    camera.zoomAt(Math.exp(-Math.max(-120, Math.min(120, event.deltaY)) * 0.002), x, y);
  }, { passive: false });

  surface.addEventListener("pointerdown", (event) => {
    if (event.button > 0) return;
    if (!pointers.size) travelled = 0;
    pointers.set(event.pointerId, inside(event));
  });

  surface.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const now = inside(event);
    travelled += Math.hypot(now.x - before.x, now.y - before.y);
    if (travelled < SHAKE) return;
    if (!surface.hasPointerCapture(event.pointerId)) surface.setPointerCapture(event.pointerId);
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    pointers.set(event.pointerId, now);
    if (other) {
      const factor = Math.hypot(now.x - other.x, now.y - other.y) / (Math.hypot(before.x - other.x, before.y - other.y) || 1);
      camera.zoomAt(factor, (now.x + other.x) / 2, (now.y + other.y) / 2);
    }
    camera.pan((now.x - before.x) / (other ? 2 : 1), (now.y - before.y) / (other ? 2 : 1));
  });

  for (const end of ["pointerup", "pointercancel"]) {
    surface.addEventListener(end, (event) => pointers.delete(event.pointerId));
  }

  // What ends a drag is no click on what happens to lie under it.
  surface.addEventListener("click", (event) => {
    if (travelled < SHAKE) return;
    travelled = 0;
    event.preventDefault();
    event.stopPropagation();
  }, true);
  surface.addEventListener("dragstart", (event) => event.preventDefault());

  surface.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: [STEP, 0], ArrowRight: [-STEP, 0], ArrowUp: [0, STEP], ArrowDown: [0, -STEP] };
    const zooms = { "+": 1.4, "=": 1.4, "-": 1 / 1.4 };
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target === surface && steps[event.key] && !(camera.scrolls && /Up|Down/.test(event.key))) camera.pan(...steps[event.key]);
    else if (zooms[event.key]) camera.zoomBy(zooms[event.key]);
    else if (event.key === "0") camera.fit();
    else return;
    event.preventDefault();
  });
}
