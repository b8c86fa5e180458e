/* What is pasted from Word, WPS and web pages, brought down to the vocabulary of an article before the editor reads it. */
import { withoutStyles } from "./csp.js";

export const LONGEST = 400_000; // characters of text; the server keeps no longer article either

const BLOCKS = "p,h1,h2,h3,h4,h5,h6,li,td,th,div,blockquote,figcaption";
const BULLET = /^[\u00b7\u2022\u25cf\u25a0\u25c6\uf06c\uf0b7\uf0a7\uf06e\uf075\uf0d8lnuØ§o][\s\u00a0]+$/;
const INDENT = /^[\s\u00a0\u3000]+|[\s\u00a0\u3000]+$/g;
const MARKS = [
  [/(?<![-\w])font-weight\s*:\s*(?:bold|[6-9]00)/i, "strong"],
  [/(?<![-\w])font-style\s*:\s*(?:italic|oblique)/i, "em"],
  [/text-decoration(?:-line)?\s*:[^;]*underline/i, "u"],
  [/vertical-align\s*:\s*super/i, "sup"],
  [/vertical-align\s*:\s*sub/i, "sub"],
];
const GONE = "script,style,meta,link,title,head,o\\:p,xml,iframe,object,embed,video,audio,form > button,input,select,del";

/** Pasted HTML, cleaned: marks set by style are marks, indents and empty paragraphs go, typed numbers stay. */
export function cleaned(html) {
  const page = new DOMParser().parseFromString(withoutStyles(fragmentOf(html)), "text/html");
  const body = page.body;
  body.querySelectorAll(GONE).forEach((node) => node.remove());
  dropComments(page);
  body.querySelectorAll("[data-style]").forEach((node) => readStyle(page, node));
  body.querySelectorAll("p").forEach((node) => readListItem(page, node));
  body.querySelectorAll("h1,h5,h6").forEach((node) => rename(page, node, node.tagName === "H1" ? "h2" : "h4"));
  body.querySelectorAll(BLOCKS).forEach(trim);
  body.querySelectorAll("p,h2,h3,h4,h5,h6,li").forEach(dropEmpty);
  body.querySelectorAll("*").forEach(dropAttributes);
  joinLists(body);
  flattenLists(body);
  return body.innerHTML;
}

function fragmentOf(html) {
  const start = html.indexOf("<!--StartFragment-->");
  const end = html.lastIndexOf("<!--EndFragment-->");
  return start >= 0 && end > start ? html.slice(start + 20, end) : html;
}

function dropComments(page) {
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_COMMENT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  found.forEach((node) => node.remove());
}

/** What a style says of an element's meaning, as an element; a hidden passage goes. */
function readStyle(page, node) {
  const style = node.dataset.style;
  if (/mso-hide\s*:\s*all|display\s*:\s*none/i.test(style)) {
    node.remove();
    return;
  }
  if (/^(?:SPAN|FONT|B|STRONG|I|EM|U)$/.test(node.tagName)) {
    if (/(?<![-\w])font-weight\s*:\s*(?:normal|400)/i.test(style) && /^(?:B|STRONG)$/.test(node.tagName)) {
      rename(page, node, "span");
      return;
    }
    for (const [pattern, tag] of MARKS) {
      if (!pattern.test(style)) continue;
      const mark = page.createElement(tag);
      mark.append(...node.childNodes);
      node.append(mark);
    }
  }
}

/** Word's lists are paragraphs: a bullet makes an item, a number stays as typed. */
function readListItem(page, node) {
  const ignored = [...node.querySelectorAll("[data-style]")].find((part) => /mso-list\s*:\s*Ignore/i.test(part.dataset.style));
  if (!ignored) return;
  const text = ignored.textContent;
  if (!BULLET.test(text.replace(/[\s\u00a0]*$/, " "))) {
    ignored.textContent = text.replace(/[\s\u00a0]+$/, "");
    return;
  }
  ignored.remove();
  const item = rename(page, node, "li");
  item.dataset.bullet = "1";
}

function rename(page, node, tag) {
  const other = page.createElement(tag);
  other.append(...node.childNodes);
  if (node.dataset.style) other.dataset.style = node.dataset.style;
  node.replaceWith(other);
  return other;
}

/** Full-width indents and spaces at the ends of a paragraph are no text. */
function trim(block) {
  const texts = [];
  const walker = block.ownerDocument.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts) {
    text.data = text.data.replace(/\r?\n\s*/g, (gap, at, all) => (/[\u0020-\u007e]$/.test(all.slice(0, at)) ? " " : ""));
  }
  for (const list of [texts, texts.slice().reverse()]) {
    for (const text of list) {
      const edge = list === texts ? text.data.replace(/^[\s\u00a0\u3000]+/, "") : text.data.replace(/[\s\u00a0\u3000]+$/, "");
      text.data = edge;
      if (edge) break;
    }
  }
}

function dropEmpty(block) {
  if (!block.textContent.replace(INDENT, "") && !block.querySelector("img,table,hr") && !block.closest("td,th")) block.remove();
}

const ADDRESS = /^(?:https?|mailto):/i; // other addresses are no links in the journal
const KEPT = { A: ["href"], IMG: ["src", "alt", "v:shapes"], TD: ["colspan", "rowspan"], TH: ["colspan", "rowspan"], LI: ["data-bullet"] };

function dropAttributes(node) {
  const kept = KEPT[node.tagName] || [];
  for (const { name, value } of [...node.attributes]) {
    if (!kept.includes(name) || (name === "href" && !ADDRESS.test(value))) node.removeAttribute(name);
  }
}

function joinLists(body) {
  for (const item of body.querySelectorAll("li[data-bullet]")) {
    item.removeAttribute("data-bullet");
    const before = item.previousElementSibling;
    const list = before?.tagName === "UL" ? before : body.ownerDocument.createElement("ul");
    if (list !== before) item.replaceWith(list);
    list.append(item);
  }
}

/** The journal's lists have one level: the items of an inner list follow the item it stood in. */
function flattenLists(body) {
  for (const inner of [...body.querySelectorAll("li ul, li ol")].reverse()) {
    inner.parentElement.closest("li").after(...inner.children);
    inner.remove();
  }
}

/** Listen to what is pasted or dropped; say so in `tell` where it is refused. */
export function cleanPastes(editor, tell) {
  editor.editing.view.document.on(
    "clipboardInput",
    (event, data) => {
      const original = data.dataTransfer;
      const html = original.getData("text/html");
      if (!html || data.asPlainText || html.includes("data-ck-internal")) return;
      const clean = cleaned(html);
      if (clean.replace(/<[^>]*>/g, "").length > LONGEST) {
        event.stop();
        tell(`粘贴的文字超过 ${LONGEST / 10000} 万字，没有粘贴。请只复制要用的部分。`);
        return;
      }
      const office = /urn:schemas-microsoft-com|microsoft\s+word|mso-|Kingsoft|WPS/i.test(html);
      const head = office ? '<meta name="generator" content="Microsoft Word 15">' : "";
      data.content = clean;
      data.dataTransfer = new Proxy(original, {
        get(target, name) {
          if (name === "getData") return (type) => (type === "text/html" ? head + clean : target.getData(type));
          const value = target[name];
          return typeof value === "function" ? value.bind(target) : value;
        },
      });
    },
    { priority: "highest" },
  );
}
