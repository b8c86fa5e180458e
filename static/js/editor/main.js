/* The writing page comes to life: editors for the two texts, and everything that keeps what is typed. */
import { growBylines } from "./bylines.js";
import { countCharacters } from "./count.js";
import { allowOwnStyles } from "./csp.js";
import { dataOf, forEditor, makeBody, makeNote, textOf } from "./editor.js";
import { findHeadings } from "./headings.js";
import { Keeper } from "./keeping.js";
import { offerLocal } from "./offers.js";
import { selectPassage } from "./passage.js";
import { stayPresent } from "./presence.js";
import { Saver } from "./saving.js";

const OURS = new Set(["csrfmiddlewaretoken", "as", "revision", "begun", "over", "tab"]);
const byId = (id) => document.getElementById(id);

const form = byId("writing");
const facts = JSON.parse(byId("writing-facts").textContent);
facts.token = () => form.elements.csrfmiddlewaretoken.value;

allowOwnStyles();
const status = byId("status");
const tell = (sentence) => keeper.tell(sentence);
const texts = { body: form.elements.body, editors_note: form.elements.editors_note };

// A narrow screen begins with the text; what stands beside it opens on demand.
if (matchMedia("(max-width: 63.99rem)").matches && !form.querySelector(".particulars .errorlist")) byId("particulars").open = false;

const bylines = growBylines(byId("bylines"), () => keeper.changed());
// Shown before the editors are made: they would take `hidden` for their own and put it back.
for (const id of ["body-editor", "note-editor"]) byId(id).hidden = false;
const body = await makeBody(byId("body-editor"), byId("toolbar"), texts.body.value, facts, (sentence) => tell(sentence));
const note = await makeNote(byId("note-editor"), texts.editors_note.value, (sentence) => tell(sentence));
const editors = { body, editors_note: note };
for (const text of Object.values(texts)) text.hidden = true;
byId("body-label").addEventListener("click", () => body.editing.view.focus());
byId("note-label").addEventListener("click", () => note.editing.view.focus());
byId("tools").hidden = false;

function read() {
  for (const [name, editor] of Object.entries(editors)) texts[name].value = dataOf(editor);
  const fields = {};
  for (const [name, value] of new FormData(form)) if (!OURS.has(name)) (fields[name] ??= []).push(value);
  return fields;
}

function write(fields) {
  for (const [name, editor] of Object.entries(editors)) if (fields[name]) editor.setData(forEditor(fields[name][0] || ""));
  for (const [name, values] of Object.entries(fields)) {
    const field = form.elements[name];
    if (field && !(name in editors) && !name.startsWith("byline_") && !OURS.has(name) && "value" in field) field.value = values[0] ?? "";
  }
  if (fields.byline_name) bylines.fill(fields.byline_name, fields.byline_post || []);
}

const keeper = new Keeper({ facts, read, status, form });
form.elements.tab.value = keeper.tab;
keeper.start();
offerLocal({ facts, form, keeper, write });
stayPresent({ facts, form, keeper, notice: byId("held") });
const saver = new Saver({ facts, form, keeper, read });

function showCount() {
  const count = byId("count");
  count.querySelector("b").textContent = countCharacters(textOf(body)).toLocaleString("zh-CN");
  count.hidden = false;
}
showCount();

let counting = null;
for (const editor of Object.values(editors)) {
  editor.model.document.on("change:data", () => {
    keeper.changed();
    counting ??= setTimeout(() => {
      counting = null;
      showCount();
    }, 250);
  });
}
form.addEventListener("input", () => keeper.changed());
form.addEventListener("change", () => keeper.changed());

byId("find-headings").addEventListener("click", () => findHeadings(body, facts, tell).catch((trouble) => tell(trouble.message)));
byId("full-screen").addEventListener("click", (event) => {
  const full = form.classList.toggle("writing--full");
  event.currentTarget.setAttribute("aria-pressed", String(full));
  event.currentTarget.textContent = full ? "退出全屏" : "全屏";
});
addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
    event.preventDefault();
    form.requestSubmit(form.querySelector(".writing-bar__save"));
  }
});

// Before a save, the text is on the server: whatever becomes of the save, it is there.
async function save(submitter) {
  const outcome = await keeper.settle();
  if (outcome !== "saved" && outcome !== "other") return; // the status line says why
  if ((await saver.save(submitter)) !== "show") return;
  keeper.leaving = true; // there is something to read or to choose: the form itself goes, and its answer is the next page
  read();
  form.requestSubmit(submitter);
}

let saving = false;
form.addEventListener("submit", (event) => {
  if (keeper.leaving) {
    read(); // a save that was stopped may have left older text in the form
    return;
  }
  event.preventDefault();
  if (saving) return;
  if (body.plugins.get("PendingActions").hasAny) {
    tell("照片还在上传，传完再保存。");
    return;
  }
  saving = true;
  // A form cannot be sent again while its submit event is still going round.
  setTimeout(() => save(event.submitter).finally(() => {
    saving = false;
  }));
});
addEventListener("pageshow", (event) => {
  if (event.persisted && keeper.leaving) location.reload(); // it was left by saving; what it shows is not what is saved
});

const asked = byId("asked")?.dataset.find;
if (asked) selectPassage(body, asked);
document.documentElement.dataset.writing = "ready";
