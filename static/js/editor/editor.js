/* The two editors of the page: the body with its toolbar, and the editor's note. Both keep to the vocabulary of an article. */
import { cleanPastes } from "./paste.js";
import {
  captionNewPhotos, keepSelectedPhotos, PhotoAdapter, photoDetails, takeEmbeddedPhotos, tellOtherFiles, tellWarnings,
} from "./photos.js";

const HEADINGS = [
  { model: "paragraph", title: "正文", class: "" },
  { model: "heading1", view: "h2", title: "一级：一、", class: "" },
  { model: "heading2", view: "h3", title: "二级：（一）", class: "" },
  { model: "heading3", view: "h4", title: "三级：1.", class: "" },
];

const TOOLBAR = [
  "undo", "redo", "|", "heading", "bold", "italic", "underline", "|", "uploadImage", "insertTable", "bulletedList",
  "numberedList", "blockQuote", "link", "|", "findAndReplace", "superscript", "subscript", "horizontalLine", "removeFormat",
];

const PHOTO_TYPES = ["jpeg", "png", "webp", "heic", "heif"];

function common(label) {
  return { licenseKey: "GPL", language: "zh-cn", translations: [window.CKEDITOR_TRANSLATIONS], label };
}

/** A text as it is saved, in the editor's own writing: without these classes it would not know captions for what they are. */
export function forEditor(html) {
  return html.replace(/<figure>(?=\s*<img\b)/g, '<figure class="image">').replace(/<figure>(?=\s*<table\b)/g, '<figure class="table">');
}

/** The editor of the body, shown in `element` with its toolbar in `toolbar`. `facts` and `tell` as in main.js. */
export async function makeBody(element, toolbar, html, facts, tell) {
  const CK = window.CKEDITOR;
  const editor = await CK.DecoupledEditor.create(element, {
    ...common("正文"),
    initialData: forEditor(html),
    plugins: [
      CK.Essentials, CK.Paragraph, CK.Heading, CK.Bold, CK.Italic, CK.Underline, CK.Superscript, CK.Subscript, CK.BlockQuote,
      CK.List, CK.Link, CK.Table, CK.TableToolbar, CK.TableCaption, CK.HorizontalLine, CK.ImageBlock, CK.ImageCaption,
      CK.ImageTextAlternative, CK.ImageToolbar, CK.ImageUpload, CK.PasteFromOffice, CK.FindAndReplace, CK.RemoveFormat,
      photoDetails(facts, tell),
    ],
    heading: { options: HEADINGS },
    toolbar: { items: TOOLBAR },
    image: { toolbar: ["toggleImageCaption", "photoDetails"], upload: { types: PHOTO_TYPES } },
    table: { contentToolbar: ["tableColumn", "tableRow", "mergeTableCells", "toggleTableCaption"] },
    list: { properties: { styles: false, startIndex: false, reversed: false } },
  });
  toolbar.append(editor.ui.view.toolbar.element);
  const files = editor.plugins.get("FileRepository");
  files.createUploadAdapter = (loader) => new PhotoAdapter(loader, facts);
  keepSelectedPhotos(editor);
  tellOtherFiles(editor, PHOTO_TYPES, tell);
  tellWarnings(editor, tell);
  editor.commands.get("indentList").forceDisabled("vocabulary"); // the journal's lists have one level
  cleanPastes(editor, tell);
  takeEmbeddedPhotos(editor);
  captionNewPhotos(editor);
  return editor;
}

/** The small editor of the editor's note. Its toolbar shows while it is written in. */
export async function makeNote(element, html, tell) {
  const CK = window.CKEDITOR;
  const editor = await CK.InlineEditor.create(element, {
    ...common("编者按"),
    initialData: forEditor(html),
    plugins: [CK.Essentials, CK.Paragraph, CK.Bold, CK.Link, CK.PasteFromOffice, CK.RemoveFormat],
    toolbar: { items: ["bold", "link", "removeFormat"] },
  });
  cleanPastes(editor, tell);
  return editor;
}

/** What is in an editor, as HTML; the numbers it gives to items of lists are its own, and new at each visit. */
export function dataOf(editor) {
  return editor.getData().replace(/ data-list-item-id="[^"]*"/g, "");
}

/** All text of the body as it counts: paragraphs, items, cells and captions, a line each. */
export function textOf(editor) {
  const lines = [];
  const collect = (element) => {
    let line = "";
    for (const child of element.getChildren()) {
      if (child.is("$text")) line += child.data;
      else if (child.is("element", "softBreak")) line += "\n";
      else collect(child);
    }
    if (line) lines.push(line);
  };
  collect(editor.model.document.getRoot());
  return lines.join("\n");
}
