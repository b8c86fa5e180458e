/* Typed headings — 一、（一）1. — offered as levels: shown first, changed in one step, undone in one. */
import { sendJson } from "./server.js";

const NAMES = { 1: "一级", 2: "二级", 3: "三级" };

/** Ask the server which paragraphs are typed headings, show them, and change those that stay chosen. */
export async function findHeadings(editor, facts, tell) {
  const root = editor.model.document.getRoot();
  const paragraphs = [...root.getChildren()].filter((child) => child.is("element", "paragraph") && !child.hasAttribute("listItemId"));
  const lines = paragraphs.map(textOf);
  const { levels } = await sendJson(facts.urls.headings, facts.token(), { lines });
  const found = paragraphs.map((paragraph, at) => ({ paragraph, text: lines[at], level: levels[at] })).filter((one) => one.level);
  if (!found.length) {
    tell("没有找到写成“一、”“（一）”“1.”的小标题。");
    return;
  }
  const chosen = await choose(found);
  if (!chosen.length) return;
  editor.model.change((writer) => {
    for (const { paragraph, level } of chosen) if (paragraph.root === root) writer.rename(paragraph, `heading${level}`);
  });
  tell(`${chosen.length} 个小标题改好了；不合适，按一次“撤销”就回到原样。`);
  editor.editing.view.focus();
}

function textOf(element) {
  return [...element.getChildren()].map((child) => (child.is("$text") ? child.data : "\n")).join("");
}

async function choose(found) {
  const dialog = document.getElementById("headings-dialog");
  document.getElementById("headings-words").textContent = `找到 ${found.length} 段像小标题的文字。去掉不是小标题的，再按“按选中的改”。`;
  const list = document.getElementById("headings-list");
  list.replaceChildren(...found.map(row));
  dialog.returnValue = "";
  dialog.showModal();
  await new Promise((done) => dialog.addEventListener("close", done, { once: true }));
  if (dialog.returnValue !== "apply") return [];
  const boxes = [...list.querySelectorAll("input")];
  return found.filter((one, at) => boxes[at].checked);
}

function row({ text, level }) {
  const item = document.createElement("li");
  const label = document.createElement("label");
  const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: true });
  const name = Object.assign(document.createElement("span"), { className: "ask__level", textContent: NAMES[level] });
  label.append(box, name, text);
  item.append(label);
  return item;
}
