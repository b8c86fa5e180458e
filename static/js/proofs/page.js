// A page of a proof: larger and smaller, and a mark put on it by a press or by drawing a box.
const sheets = document.getElementById("sheets");
const tools = document.getElementById("sheet-tools");
const zoom = document.getElementById("zoom");
const pointing = document.getElementById("pointing");
const form = document.getElementById("mark-form");
const EDGES = ["x0", "y0", "x1", "y1"];
const LEAST = 0.006; // a smaller box is a press on one point
const WIDE = 1000;
const HIGH = 1357;

tools.hidden = false;
zoom.addEventListener("click", () => {
  const on = sheets.classList.toggle("sheets--zoomed");
  zoom.setAttribute("aria-pressed", String(on));
  zoom.textContent = on ? "缩小" : "放大";
});

// Two pages side by side are looked at in the same place.
const panes = [...sheets.querySelectorAll(".sheet-page__scroll")];
let leading = null;
for (const pane of panes) {
  for (const kind of ["pointerenter", "focus", "touchstart"]) {
    pane.addEventListener(kind, () => (leading = pane), { passive: true });
  }
  pane.addEventListener("scroll", () => {
    if (leading !== pane) return;
    for (const other of panes.filter((one) => one !== pane)) {
      other.scrollTop = pane.scrollTop;
      other.scrollLeft = pane.scrollLeft;
    }
  });
}

function marks() {
  const sheet = document.getElementById("sheet-now");
  const paper = sheet.querySelector(".sheet-page__paper");
  const drawn = document.getElementById("drawn");
  const clear = document.getElementById("mark-clear");
  const said = document.getElementById("mark-said");
  const field = (name) => form.elements[name];
  let begun = null;
  let offered = "";

  // On a mouse the page takes marks at once; on a touch screen a finger first scrolls.
  let armed = false;
  function arm(on) {
    armed = on;
    pointing.setAttribute("aria-pressed", String(on));
    sheets.classList.toggle("sheets--pointing", on);
  }
  arm(window.matchMedia("(pointer: fine)").matches);
  pointing.addEventListener("click", () => arm(!armed));
  document.getElementById("mark-hint").hidden = false;

  function pointOf(event) {
    const box = paper.getBoundingClientRect();
    const within = (value) => Math.min(Math.max(value, 0), 1);
    return [within((event.clientX - box.left) / box.width), within((event.clientY - box.top) / box.height)];
  }

  function show(place) {
    const [x0, y0, x1, y1] = place ?? [0, 0, 0, 0];
    const least = place ? 6 : 0;
    drawn.setAttribute("x", x0 * WIDE - least / 2);
    drawn.setAttribute("y", y0 * HIGH - least / 2);
    drawn.setAttribute("width", (x1 - x0) * WIDE + least);
    drawn.setAttribute("height", (y1 - y0) * HIGH + least);
  }

  function placeOf(from, to) {
    return [Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.max(from[0], to[0]), Math.max(from[1], to[1])];
  }

  async function take(place) {
    EDGES.forEach((name, at) => (field(name).value = place ? place[at].toFixed(4) : ""));
    show(place);
    clear.hidden = !place;
    if (!place) return;
    const asked = new URLSearchParams(EDGES.map((name, at) => [name, place[at].toFixed(4)]));
    const answer = await fetch(`${sheet.dataset.text}?${asked}`, { headers: { Accept: "application/json" } });
    const words = answer.ok ? (await answer.json()).text : "";
    // What somebody typed stays; what was offered for another place gives way.
    if (field("wrong").value === offered) field("wrong").value = words;
    offered = words;
    said.textContent = words ? `标在“${words}”` : "标在空白处";
  }

  paper.addEventListener("pointerdown", (event) => {
    if (!armed || event.button !== 0) return;
    event.preventDefault();
    begun = pointOf(event);
    paper.setPointerCapture(event.pointerId);
    show(placeOf(begun, begun));
  });
  paper.addEventListener("pointermove", (event) => {
    if (begun) show(placeOf(begun, pointOf(event)));
  });
  paper.addEventListener("pointerup", (event) => {
    if (!begun) return;
    let place = placeOf(begun, pointOf(event));
    if (place[2] - place[0] < LEAST && place[3] - place[1] < LEAST) place = placeOf(begun, begun);
    begun = null;
    take(place).catch(() => (said.textContent = "这里的字没有取到，请自己抄。"));
    form.scrollIntoView({ block: "nearest" });
    field("right").focus({ preventScroll: true });
  });
  paper.addEventListener("pointercancel", () => {
    begun = null;
    show(null);
  });
  clear.addEventListener("click", () => take(null));

  const kept = EDGES.map((name) => parseFloat(field(name).value));
  if (kept.every(Number.isFinite)) {
    show(kept);
    clear.hidden = false;
  }
}

if (form) marks();
