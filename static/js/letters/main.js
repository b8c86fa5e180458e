/* The form of a report: kept while it is written, photos that go ahead, handed in once. */
import { Keeper } from "./keeping.js";
import { Photos } from "./photos.js";
import { ask, NoLink, SignedOut } from "./server.js";
import { Steps } from "./steps.js";
import { takeWord } from "./word.js";

const facts = JSON.parse(document.getElementById("letter-facts").textContent);
const form = document.getElementById("letter");
const status = document.getElementById("status");
const NEEDED = [["title", "标题"], ["body", "正文"], ["approver", "审核领导"], ["approver_phone", "审核领导电话"], ["phone", "联系电话"]];

/** After the report was sent, its originals may still come. */
function onlyOriginals() {
  const say = (words, trouble = false) => {
    status.replaceChildren(...(Array.isArray(words) ? words : [words]));
    status.toggleAttribute("data-trouble", trouble);
  };
  const keeper = {
    get token() { return form.elements.csrfmiddlewaretoken.value; },
    say,
    changed() {},
    askToSignIn(place) {
      const link = Object.assign(document.createElement("a"), { href: facts.urls.signIn, target: "_blank", textContent: "在新窗口登录" });
      say([`登录已过期，${place}。请`, link, "，再刷新本页。"], true);
    },
  };
  if ([...document.querySelectorAll("#photo-list > li")].every((row) => row.dataset.arrived)) return;
  form.hidden = false;
  new Photos(facts, keeper, (left) => say(left ? `还有 ${left} 张原图在传，请先不要关这一页。` : "")).start(document.getElementById("id_photos"));
}

function summary() {
  const place = document.getElementById("summary");
  if (!place) return;
  const list = Object.assign(document.createElement("dl"), { className: "summary" });
  const value = (name) => (form.elements[name] ? form.elements[name].value.trim() : "");
  const rows = [
    ["标题", value("title")],
    ["正文", value("body") && `约 ${value("body").replace(/\s/g, "").length} 字`],
    ["照片", `${document.getElementById("photo-list").children.length} 张`],
    ["审核领导", [value("approver"), value("approver_phone")].filter(Boolean).join(" ")],
    ["联系电话", value("phone")],
  ];
  for (const [name, words] of rows) {
    const row = document.createElement("div");
    row.append(
      Object.assign(document.createElement("dt"), { textContent: name }),
      Object.assign(document.createElement("dd"), { textContent: words || "还没有填" }),
    );
    list.append(row);
  }
  const empty = NEEDED.filter(([name]) => !value(name)).map(([, label]) => label);
  const lacking = Object.assign(document.createElement("p"), { className: "summary__lacking" });
  if (empty.length) lacking.textContent = `还差：${empty.join("、")}。`;
  place.replaceChildren(list, lacking);
}

function showTrouble(sentence, missing, steps) {
  const place = document.getElementById("trouble");
  const box = Object.assign(document.createElement("div"), { className: "alert" });
  box.append(Object.assign(document.createElement("p"), { textContent: sentence }));
  const list = Object.assign(document.createElement("ul"), { className: "lacking" });
  for (const [name, said] of missing) {
    const link = Object.assign(document.createElement("a"), { href: `#id_${name}`, textContent: said });
    const field = document.getElementById(`id_${name}`);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const part = field && field.closest("[data-part]");
      if (part && steps) steps.show(Number(part.dataset.part));
      if (field) field.focus();
    });
    const line = document.createElement("li");
    line.append(link);
    list.append(line);
  }
  box.append(list);
  place.replaceChildren(box);
  place.scrollIntoView({ block: "center" });
}

/** What was lacking and is filled in now is no longer said. */
function clearTrouble() {
  const place = document.getElementById("trouble");
  for (const link of place.querySelectorAll(".lacking a")) {
    const field = document.getElementById(link.hash.slice(1));
    if (field && field.value) link.parentElement.remove();
  }
  const list = place.querySelector(".lacking");
  if (list && !list.children.length) place.replaceChildren();
}

function showSent(answer, photos) {
  form.hidden = true;
  for (const other of document.querySelectorAll(".letter__drop, .letters__name, #status, #trouble")) other.hidden = true;
  const words = document.getElementById("sent-words");
  document.getElementById("sent-name").textContent = answer.state === "已收到" ? "已收到" : `已报送，${answer.state}`;
  words.textContent = `编号 ${answer.number}。编辑部处理时，您会收到消息。`;
  document.getElementById("sent-on").href = answer.sent;
  const section = document.getElementById("sent");
  section.hidden = false;
  section.focus();
  photos.release();
}

function tellRest(left) {
  document.getElementById("sent-rest").textContent = left
    ? `还有 ${left} 张原图在传，请先不要关这一页。关了也不要紧：回到这篇来稿，再选一次照片，会从断开处接着传。`
    : "照片都已传到，可以关掉这一页了。";
}

function wholeForm() {
  const keeper = new Keeper(form, facts, status);
  let sent = false;
  const photos = new Photos({ ...facts, mayAdd: true }, keeper, (left) => sent && tellRest(left));
  const steps = form.dataset.step === "0" ? new Steps(form) : null;
  const files = document.getElementById("id_photos");
  if (files) {
    document.querySelector(".photo-in__go").hidden = true;
    photos.start(files);
  }
  const word = document.getElementById("id_document");
  if (word) takeWord(word, facts, keeper);
  if (form.dataset.step === "0") {
    form.addEventListener("step", summary);
    form.addEventListener("change", () => {
      summary();
      clearTrouble();
    });
    summary();
  }
  if (document.querySelector("#letter [name=title]")) keeper.start();

  const handIn = async (button) => {
    button.disabled = true;
    keeper.say(photos.copying ? "小图传完就报送……" : "正在报送……");
    await photos.copies;
    photos.hold();
    clearTimeout(keeper.later);
    keeper.keepHere();
    await keeper.going;
    const body = new FormData(form);
    body.set("do", "send");
    try {
      const answer = await ask(facts.urls.report, { body, headers: { "X-CSRFToken": keeper.token }, patience: 120_000 });
      sent = true;
      keeper.finish();
      if (!photos.left()) location.assign(answer.sent);
      else {
        showSent(answer, photos);
        tellRest(photos.left());
      }
    } catch (trouble) {
      photos.release();
      button.disabled = false;
      if (trouble instanceof SignedOut) keeper.askToSignIn("稿件已存在这台设备上");
      else if (trouble instanceof NoLink) keeper.say(`${trouble.message}，还没有报送。文字已存在这台设备上，连上后请再按一次“报送”。`, true);
      else {
        keeper.say("");
        showTrouble(trouble.message, (trouble.answer && trouble.answer.missing) || [], steps);
      }
    }
  };

  form.addEventListener("submit", (event) => {
    if (event.submitter && event.submitter.value === "send" && files) {
      event.preventDefault();
      handIn(event.submitter);
    }
  });
}

if (form && form.hasAttribute("data-originals")) onlyOriginals();
else if (form) wholeForm();
