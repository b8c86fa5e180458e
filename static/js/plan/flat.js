// The flat plan, alive: asks in few bytes whether anything is new, and shows it. Without it the page is read again by hand.

const flat = document.getElementById("flat");
const said = document.getElementById("flat-said");
const WORKING = 1000; // milliseconds between two looks while pages are being set
const CALM = 4000;
const SLOWEST = 60000;

let mark = ""; // of the answer last given
let wait = CALM;
let timer = 0;

function say(words) {
  said.textContent = "";
  requestAnimationFrame(() => { said.textContent = words; });
}

// Where the reader is: by what is focused, found again among the new pages.
function place() {
  const held = flat.contains(document.activeElement) ? document.activeElement : null;
  if (!held) return () => {};
  const way = held.getAttribute("href");
  const sheet = held.closest(".sheet")?.id;
  return () => {
    const within = (sheet && document.getElementById(sheet)) || flat;
    const found = way ? within.querySelector(`a[href="${CSS.escape(way)}"]`) : within.querySelector("a, button");
    found?.focus({ preventScroll: true });
  };
}

async function show() {
  const answer = await fetch(location.pathname, { headers: { "X-Fragment": "flat" } });
  if (answer.headers.get("X-Fragment") !== "flat") {
    location.reload(); // signed out, or the issue is gone: the page itself says which
    return;
  }
  const html = await answer.text();
  const back = place();
  const opened = Boolean(flat.querySelector("details[open]"));
  const top = scrollY;
  flat.innerHTML = html;
  if (opened) flat.querySelector("details")?.setAttribute("open", "");
  scrollTo(0, top);
  back();
}

function isShown(state) {
  const now = flat.querySelector(".flat-top").dataset;
  return String(state.turn) === now.turn && String(state.version) === now.version && String(state.working) === now.working;
}

function tell(state) {
  const line = flat.querySelector("[data-now]");
  // What is shown may be newer than the answer: then nothing would take the words back.
  if (flat.querySelector(".flat-top").dataset.working !== "1") return;
  if (!state.working || !line || !state.stage) return;
  const far = state.total ? `，第 ${state.done} 页，共 ${state.total} 页` : "";
  line.textContent = `正在按最新的改动重排：${state.stage}${far}。`;
}

async function look() {
  try {
    const answer = await fetch(flat.dataset.state, { headers: mark ? { "If-None-Match": mark } : {} });
    if (answer.status === 304) {
      wait = Math.min(wait * 1.3, SLOWEST / 4);
    } else if (answer.redirected || !answer.ok) {
      wait = Math.min(wait * 2, SLOWEST);
    } else {
      const state = await answer.json();
      mark = answer.headers.get("ETag") ?? "";
      wait = state.working ? WORKING : CALM;
      const was = { ...flat.querySelector(".flat-top").dataset };
      if (!isShown(state)) {
        await show();
        // A quick setting is over between two looks: then only the turn tells that there are new pages.
        const isNew = was.working === "1" || was.turn !== String(state.turn);
        if (isNew && !state.working) say(flat.querySelector(".flat-moved p")?.textContent.trim() || "版面排好了。");
      }
      tell(state);
    }
  } catch {
    wait = Math.min(wait * 2, SLOWEST); // no answer now; perhaps later
  }
  next();
}

function next() {
  clearTimeout(timer);
  if (!document.hidden) timer = setTimeout(look, wait);
}

document.addEventListener("visibilitychange", () => {
  wait = WORKING;
  next();
});

if (flat.querySelector(".flat-top")) {
  wait = flat.querySelector(".flat-top").dataset.working === "1" ? WORKING : CALM;
  next();
}
