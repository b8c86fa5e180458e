// The plan, alive: rows and columns are dragged, steps are taken without leaving the page, the press is watched.
// Everything here also works without it, by the forms that are on the page.

const plan = document.getElementById("plan");
const said = document.getElementById("plan-said");
const dialog = document.getElementById("plan-dialog");
const press = document.getElementById("press");
const may = "move" in plan.dataset;
const NO_ANSWER = "没有连上服务器，这一步没有做。请看一看网络，再做一次。";

let shown = plan.innerHTML; // as the server gave it last
let busy = false;
let lists = []; // what can be dragged within: made anew with each plan, since its rows are new

function say(words) {
  said.textContent = "";
  requestAnimationFrame(() => { said.textContent = words; });
}

function show(html) {
  for (const list of lists.splice(0)) list.destroy();
  shown = html;
  plan.innerHTML = html;
  enliven();
}

function alarm(words) {
  show(shown);
  const note = document.createElement("div");
  note.className = "alert";
  note.setAttribute("role", "alert");
  note.textContent = words;
  plan.querySelector(".plan-state").prepend(note);
}

// Sends a form's data; the answer is the plan as it stands then, done or refused. `focus` finds where the reader was.
async function send(url, data, focus) {
  if (busy) return;
  busy = true;
  plan.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(url, { method: "POST", body: data, headers: { "X-Fragment": "plan" } });
    if (answer.headers.get("X-Fragment") !== "plan") {
      location.reload(); // signed out, or the issue is gone: the page itself says which
      return;
    }
    show(await answer.text());
    const state = plan.querySelector(".plan-state").dataset;
    if (state.said) say(state.said);
    (focus && plan.querySelector(focus))?.focus({ preventScroll: true });
    if (state.refusal) plan.querySelector(".plan-state").scrollIntoView({ block: "start" });
  } catch {
    alarm(NO_ANSWER);
  } finally {
    busy = false;
    plan.removeAttribute("aria-busy");
  }
}

function step(values) {
  const data = new FormData(document.getElementById("plan-steps"));
  for (const [name, value] of Object.entries(values)) data.set(name, value);
  return data;
}

function dropped(event) {
  if (event.from === event.to && event.oldIndex === event.newIndex) return;
  const article = event.item.dataset.article;
  send(
    plan.dataset.move,
    step({ article, column: event.to.dataset.column, position: event.newIndex }),
    `[data-article="${article}"] .plan-move`,
  );
}

function columnDropped(event) {
  const column = event.item.dataset.column;
  const position = [...plan.querySelectorAll(".plan-column")].indexOf(event.item);
  if (event.oldDraggableIndex !== event.newDraggableIndex) send(plan.dataset.moveColumn, step({ column, position }));
}

function enliven() {
  if (!may || !window.Sortable) return;
  plan.classList.add("plan--live");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const common = { animation: calm ? 0 : 120, ghostClass: "plan-held", scrollSensitivity: 80, forceFallback: true, fallbackTolerance: 4 };
  for (const rows of plan.querySelectorAll(".plan-rows")) {
    lists.push(new Sortable(rows, { ...common, group: "articles", handle: ".plan-grip", draggable: ".plan-row", onEnd: dropped }));
  }
  lists.push(new Sortable(plan, { ...common, handle: ".plan-grip--column", draggable: ".plan-column", onEnd: columnDropped }));
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.action.includes("/plan/steps/")) return;
  event.preventDefault();
  const button = event.submitter;
  if (dialog.open) dialog.close();
  const value = button?.name === "step" ? button.value : "";
  const focus = value ? `button[form="${form.id}"][value="${CSS.escape(value)}"]:not(:disabled)` : "";
  send(form.action, new FormData(form, button), focus);
});

document.addEventListener("click", async (event) => {
  const way = event.target.closest("a.plan-move, #plan-dialog a");
  if (!way || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (dialog.open) {
    dialog.close();
    return;
  }
  try {
    const answer = await fetch(way.href, { headers: { "X-Fragment": "move" } });
    if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
    dialog.innerHTML = await answer.text();
    dialog.showModal();
  } catch {
    location.assign(way.href);
  }
});

async function freshPlan() {
  const answer = await fetch(location.pathname, { headers: { "X-Fragment": "plan" } });
  if (answer.headers.get("X-Fragment") === "plan" && !busy) show(await answer.text());
}

// Looks at the press every two seconds while it works; when it is done, the plan shows the new pages.
async function watch(wasAtWork) {
  try {
    const answer = await fetch(press.dataset.progress, { headers: { "X-Fragment": "progress" } });
    if (!answer.ok || answer.redirected) return;
    const html = await answer.text();
    const held = press.contains(document.activeElement);
    press.innerHTML = html;
    if (held) press.querySelector("button, a")?.focus();
    const state = press.querySelector("[data-state]")?.dataset.state;
    const atWork = state === "queued" || state === "running";
    if (atWork) setTimeout(watch, 2000, true);
    else if (wasAtWork) {
      await freshPlan();
      say(press.textContent.trim().replace(/\s+/g, " "));
    }
  } catch {
    setTimeout(watch, 10000, wasAtWork); // no answer now; perhaps later
  }
}

enliven();
if (press) watch(false);
