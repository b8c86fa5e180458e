/* Photos in the text: sent to the server as they are put in, and who took them. */
import { send } from "./server.js";

/** Sends one file; the editor shows how far it is. It fails with the server's own sentence, which `tellWarnings` shows. */
export class PhotoAdapter {
  constructor(loader, facts) {
    Object.assign(this, { loader, facts });
  }

  async upload() {
    const file = await this.loader.file;
    const form = new FormData();
    form.append("upload", file, file.name || "photo");
    form.append("csrfmiddlewaretoken", this.facts.token());
    return { default: await this.put(form).catch(({ message }) => Promise.reject(message)) }; // the editor wants the words alone
  }

  put(form) {
    return new Promise((resolve, reject) => {
      const request = (this.request = new XMLHttpRequest());
      request.open("POST", this.facts.urls.upload);
      request.responseType = "json";
      request.upload.addEventListener("progress", (event) => {
        this.loader.uploadTotal = event.total;
        this.loader.uploaded = event.loaded;
      });
      request.addEventListener("load", () => {
        if (request.status === 200 && request.response?.url) resolve(request.response.url);
        else reject(new Error(request.response?.refused || sentenceFor(request.status)));
      });
      request.addEventListener("error", () => reject(new Error("照片没有传上去：没有网络。连上以后请再放一次。")));
      request.addEventListener("abort", () => reject(new Error("照片没有传完，已停止。")));
      request.send(form);
    });
  }

  abort() {
    this.request?.abort();
  }
}

function sentenceFor(status) {
  if (status === 413) return "照片太大，服务器没有收。请缩小到 40 MB 以内再传。";
  if (status === 403) return "照片没有传上去：登录已过期。请在新窗口登录，然后再放一次。";
  return "照片没有传上去，服务器出了问题。请过一会儿再放一次。";
}

/** Pictures that Word puts into the clipboard itself are sent like files that were dropped. */
export function takeEmbeddedPhotos(editor) {
  const { FileRepository, ViewUpcastWriter } = window.CKEDITOR;
  editor.plugins.get("ClipboardPipeline").on(
    "inputTransformation",
    (event, data) => {
      const writer = new ViewUpcastWriter(editor.editing.view.document);
      const files = editor.plugins.get(FileRepository);
      for (const { item } of [...writer.createRangeIn(data.content)]) {
        if (!item.is("element", "img")) continue;
        const source = item.getAttribute("src") || "";
        const embedded = /^data:(image\/[\w.+-]+);base64,/.exec(source);
        if (embedded) {
          const loader = files.createLoader(Promise.resolve(fileOf(source.slice(embedded[0].length), embedded[1])));
          writer.setAttribute("src", "", item);
          if (loader) writer.setAttribute("uploadId", loader.id, item);
        } else if (!/^\/photos\/[0-9a-f]{16}\/$/.test(source) && !item.hasAttribute("uploadId")) {
          writer.remove(item);
        }
      }
    },
    { priority: "normal" },
  );
}

function fileOf(base64, type) {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return new File([bytes], `粘贴的图片.${type.split("/")[1]}`, { type });
}

/** What the editor would say in a window of the browser's own, as of a photo that was refused, is told on the page. */
export function tellWarnings(editor, tell) {
  editor.plugins.get("Notification").on(
    "show:warning",
    (event, { message }) => {
      tell(message);
      event.stop();
    },
    { priority: "high" },
  );
}

/** A photo that is put in while another one is selected stands after it. The editor alone would put it in its place. */
export function keepSelectedPhotos(editor) {
  const makeRoom = () => {
    const { model } = editor;
    const selected = model.document.selection.getSelectedElement();
    if (selected?.is("element", "imageBlock")) editor.execute("insertParagraph", { position: model.createPositionAfter(selected) });
  };
  editor.commands.get("uploadImage").on("execute", makeRoom, { priority: "highest" });
}

/** Files that are dropped or pasted and are no photos would be passed over without a word. */
export function tellOtherFiles(editor, types, tell) {
  editor.editing.view.document.on("clipboardInput", (event, { dataTransfer }) => {
    const others = [...dataTransfer.files].filter((file) => !types.includes(file.type.replace("image/", "")));
    if (others.length) tell(`“${others[0].name}”没有放进来。照片请用 JPEG、PNG、WebP 或 HEIC 格式。`);
  });
}

/** Every photo has its line for a caption from the start. */
export function captionNewPhotos(editor) {
  editor.plugins.get("ImageUploadEditing").on("uploadComplete", (event, { imageElement }) => {
    if ([...imageElement.getChildren()].some((child) => child.is("element", "caption"))) return;
    editor.model.change((writer) => writer.appendElement("caption", imageElement));
  });
}

/** A button at the photo: who took it, and what readers are told who cannot see it. */
export function photoDetails(facts, tell) {
  return function PhotoDetails(editor) {
    const { ButtonView } = window.CKEDITOR;
    editor.ui.componentFactory.add("photoDetails", (locale) => {
      const button = new ButtonView(locale);
      button.set({ label: "摄影者、替代文字", withText: true, tooltip: false });
      button.on("execute", () => ask(editor, facts).catch((trouble) => tell(trouble.message)));
      return button;
    });
  };
}

async function ask(editor, facts) {
  const image = editor.model.document.selection.getSelectedElement() || closestImage(editor);
  const source = image?.getAttribute("src");
  if (!source) throw new Error("照片还在上传，传完再填。");
  const address = `${source}credit/`;
  const known = await send(address, { method: "GET" });
  const dialog = document.getElementById("photo-dialog");
  const [credit, alt, size, trouble] = ["credit", "alt", "size", "trouble"].map((name) => document.getElementById(`photo-${name}`));
  credit.value = known.credit;
  alt.value = image.getAttribute("alt") || "";
  size.textContent = `${known.size} 像素`;
  trouble.textContent = "";
  dialog.returnValue = "";
  dialog.showModal();
  await new Promise((done) => dialog.addEventListener("close", done, { once: true }));
  if (dialog.returnValue !== "save") return;
  editor.model.change((writer) => writer.setAttribute("alt", alt.value.trim(), image));
  if (credit.value !== known.credit) {
    await send(address, { body: new URLSearchParams({ credit: credit.value, csrfmiddlewaretoken: facts.token() }) });
  }
  editor.editing.view.focus();
}

function closestImage(editor) {
  let element = editor.model.document.selection.getFirstPosition()?.parent;
  while (element && !element.is("element", "imageBlock")) element = element.parent;
  return element;
}
