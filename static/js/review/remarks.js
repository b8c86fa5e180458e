// Remarks on a selection, and remarks beside the passages they are about.
const CONTEXT = 30;
const WIDE = window.matchMedia("(min-width: 64rem)");
const text = document.querySelector(".review__text");
const details = document.getElementById("remark-new");
const form = document.getElementById("remark-form");
const preview = document.getElementById("remark-quote");
const part = document.getElementById("remark-part");
const clear = document.getElementById("remark-clear");

// A text is named by its ground and its number there: "title-0"; those of the body by the number alone.
const numberOf = (holder) => Number(holder.dataset.text.split("-").pop());
const groundOf = (holder) => (holder.dataset.text.includes("-") ? holder.dataset.text.split("-")[0] : "body");
const named = [...text.querySelectorAll("[data-text]")].sort((a, b) => numberOf(a) - numberOf(b));

// The words of an element as the server counts them: a line break is one character.
function wordsOf(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeName === "BR") return "\n";
  return [...node.childNodes].map(wordsOf).join("");
}

// Where a point of a selection lies: the number of its holder and the characters before it there.
function pointIn(holders, node, offset) {
  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  const holder = element?.closest("[data-text]");
  if (!holders.includes(holder)) return null;
  const range = document.createRange();
  range.setStart(holder, 0);
  range.setEnd(node, offset);
  return { index: holders.indexOf(holder), at: wordsOf(range.cloneContents()).length };
}

// A selection that ends outside every text of its ground ends with the last one it reaches into.
function endsOf(holders, range) {
  const touched = holders.filter((holder) => range.intersectsNode(holder));
  const first = touched[0];
  const last = touched[touched.length - 1];
  return [
    pointIn(holders, range.startContainer, range.startOffset) ?? { index: holders.indexOf(first), at: 0 },
    pointIn(holders, range.endContainer, range.endOffset) ?? { index: holders.indexOf(last), at: wordsOf(last).length },
  ];
}

function passageOf(range) {
  const begun = [...text.querySelectorAll("[data-text]")].find((holder) => range.intersectsNode(holder));
  if (!begun) return null;
  const ground = groundOf(begun);
  const holders = named.filter((holder) => groundOf(holder) === ground);
  const ends = endsOf(holders, range);
  const texts = holders.map(wordsOf);
  const starts = [];
  texts.reduce((at, words, index) => ((starts[index] = at), at + words.length + 1), 0);
  const whole = texts.join("\n");
  let [from, to] = ends.map(({ index, at }) => starts[index] + at);
  while (from < to && /\s/.test(whole[from])) from += 1;
  while (to > from && /\s/.test(whole[to - 1])) to -= 1;
  if (from >= to) return null;
  return {
    ground,
    quote: whole.slice(from, to),
    before: whole.slice(Math.max(from - CONTEXT, 0), from),
    after: whole.slice(to, to + CONTEXT),
  };
}

let chosen = null;
const bubble = document.createElement("button");
bubble.type = "button";
bubble.className = "remark-bubble";
bubble.textContent = "批注";
bubble.hidden = true;
document.body.append(bubble);

function follow() {
  const selection = document.getSelection();
  const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
  chosen = range && range.intersectsNode(text) ? passageOf(range) : null;
  bubble.hidden = !chosen;
  if (!chosen) return;
  const box = range.getBoundingClientRect();
  const left = Math.min(Math.max(box.left + box.width / 2, 48), document.documentElement.clientWidth - 48);
  bubble.style.left = `${left + window.scrollX}px`;
  bubble.style.top = `${box.bottom + window.scrollY + 8}px`;
}

let waiting = 0;
document.addEventListener("selectionchange", () => {
  window.clearTimeout(waiting);
  waiting = window.setTimeout(follow, 150);
});
follow(); // what was selected before this script began

function write(passage) {
  for (const name of ["ground", "quote", "before", "after"]) form.elements[name].value = passage?.[name] ?? "";
  if (passage) form.elements.part.value = "";
  preview.textContent = passage?.quote ?? "";
  preview.hidden = !passage;
  part.hidden = Boolean(passage);
  clear.hidden = !passage;
}

// Pressing the button must not take the selection away before it is read.
bubble.addEventListener("pointerdown", (event) => event.preventDefault());
bubble.addEventListener("click", () => {
  if (!chosen) return;
  write(chosen);
  bubble.hidden = true;
  details.open = true;
  form.elements.text.focus();
  form.scrollIntoView({ block: "nearest" });
});
clear.addEventListener("click", () => write(null));
document.getElementById("remark-hint").hidden = false;
if (form.elements.quote.value) {
  part.hidden = true;
  clear.hidden = false;
}

// On a wide screen every remark stands beside its passage, or as near as those above let it.
const threads = document.getElementById("threads");

function align() {
  if (!threads) return;
  for (const thread of threads.children) thread.style.marginTop = "";
  if (!WIDE.matches) return;
  for (const thread of threads.children) {
    const passage = document.getElementById(`passage-${thread.dataset.remark}`);
    if (!passage) continue;
    const missing = passage.getBoundingClientRect().top - thread.getBoundingClientRect().top;
    if (missing > 0) thread.style.marginTop = `${missing + parseFloat(getComputedStyle(thread).marginTop)}px`;
  }
}

// Whoever points at a passage sees its remark, and the other way round.
function light(remarks, on) {
  for (const remark of remarks) {
    document.getElementById(`comment-${remark}`)?.classList.toggle("thread--lit", on);
    for (const mark of text.querySelectorAll(`mark[data-remarks~="${remark}"]`)) mark.classList.toggle("passage--lit", on);
  }
}

for (const mark of text.querySelectorAll("mark.passage")) {
  const remarks = mark.dataset.remarks.split(" ");
  mark.addEventListener("pointerenter", () => light(remarks, true));
  mark.addEventListener("pointerleave", () => light(remarks, false));
}
for (const thread of threads?.children ?? []) {
  thread.addEventListener("pointerenter", () => light([thread.dataset.remark], true));
  thread.addEventListener("pointerleave", () => light([thread.dataset.remark], false));
}

align();
WIDE.addEventListener("change", align);
window.addEventListener("resize", align);
window.addEventListener("load", align);
document.addEventListener("toggle", align, true);
