/* Photos: a reduced copy of each goes first, so that the report can be handed in; the originals travel on, in pieces. */
import { asButton } from "./picking.js";
import { ask, NoLink, Refused, SignedOut } from "./server.js";
import { patientTus } from "./tus.js";

const SIDE = 1200; // pixels of the reduced copy's longer side
const SMALL = 110_000; // bytes; a copy above is made smaller once more
const PIECE = 256 * 1024; // bytes; what a break of the link can lose
const LARGEST = 40 * 1024 * 1024;
const DELAYS = [1000, 2000, 4000, 8000, 15000, ...Array(240).fill(30000)]; // milliseconds; two hours of trying
const LOOKS = [500, 1500, 3000, 6000, 12000, 20000, 30000]; // milliseconds until we look again whether a photo is taken in
const HEIC = /\.hei[cf]$/i;

/** A smaller picture of a file; null where the browser cannot draw it. */
export async function reduced(file) {
  const address = URL.createObjectURL(file);
  try {
    const image = new Image();
    await new Promise((done, fail) => {
      image.onload = done;
      image.onerror = fail;
      image.src = address;
    });
    const first = await drawn(image, SIDE, 0.62);
    return first.size <= SMALL ? first : await drawn(image, SIDE * 0.8, 0.5);
  } catch (error) {
    if (error instanceof Event) return null;
    throw error;
  } finally {
    URL.revokeObjectURL(address);
  }
}

function drawn(image, side, quality) {
  const scale = Math.min(1, side / Math.max(image.naturalWidth, image.naturalHeight));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
}

export class Photos {
  /** `keeper` has the token and says troubles; `told(left)` hears how many originals are still on their way. */
  constructor(facts, keeper, told) {
    Object.assign(this, { facts, keeper, told });
    this.list = document.getElementById("photo-list");
    this.troubles = document.getElementById("photo-troubles");
    this.copies = Promise.resolve(); // reduced copies go one after the other, before any original
    this.copying = 0;
    this.line = []; // originals that wait: {row, file}
    this.now = null; // the one that travels
    this.held = false;
  }

  start(input) {
    input.removeAttribute("name"); // the form itself carries no originals
    this.label = asButton(input);
    input.addEventListener("change", () => {
      this.troubles.replaceChildren();
      for (const file of input.files) this.add(file);
      input.value = "";
    });
    addEventListener("online", () => this.now && this.now.broken && this.go(this.now));
    document.addEventListener("signed-in", () => this.now && this.now.broken && this.go(this.now));
    addEventListener("beforeunload", (event) => {
      if (this.left() || this.copying) event.preventDefault();
    });
    this.list.addEventListener("click", (event) => this.arrange(event));
  }

  left() {
    return this.line.length + (this.now ? 1 : 0);
  }

  /** A file that was chosen: goes on where it broke off, or becomes a new photo. */
  add(file) {
    if (file.size > LARGEST) return this.complain(`“${file.name}”有 ${Math.round(file.size / 1048576)} MB，超过 40 MB。请缩小后再传。`);
    const row = this.waiting(file);
    if (row) return this.queue(row, file);
    if (!this.facts.mayAdd) return this.complain(`“${file.name}”不是这篇稿里没传完的照片。请选原来的那一张。`);
    this.copying += 1;
    this.copies = this.copies.then(() => this.copy(file)).finally(() => {
      this.copying -= 1;
      this.next();
    });
    return undefined;
  }

  /** The place in the list that waits for just this file. */
  waiting(file) {
    const busy = new Set([...this.line, this.now].filter(Boolean).map((one) => one.row));
    return [...this.list.children].find((row) =>
      !row.dataset.arrived && !busy.has(row) && row.dataset.name === file.name &&
      (!row.dataset.upload || Number(row.dataset.size) === file.size));
  }

  async copy(file) {
    const preview = await reduced(file);
    if (!preview && !HEIC.test(file.name)) return this.complain(`“${file.name}”读不出来，不是照片，或者已损坏。请选 JPEG、PNG、WebP 或 HEIC 格式的照片。`);
    const form = new FormData();
    form.append("name", file.name);
    if (preview) form.append("preview", preview, "copy.jpg");
    this.keeper.say(`正在传“${file.name}”的小图……`);
    const answer = await this.insist(form);
    if (!answer) return undefined;
    const holder = document.createElement("template");
    holder.innerHTML = answer.html.trim();
    const row = [...this.list.children].find((one) => Number(one.dataset.pk) === answer.pk) || holder.content.firstElementChild;
    if (!row.isConnected) this.list.append(row);
    this.label.textContent = "再加照片";
    this.keeper.say(`“${file.name}”的小图已传到`);
    this.keeper.changed();
    if (!this.facts.kept) {
      this.facts.kept = true;
      history.replaceState(null, "", this.facts.urls.report);
    }
    return this.queue(row, file);
  }

  /** A reduced copy is small: it is sent until it has come. */
  async insist(form) {
    for (const wait of DELAYS) {
      try {
        return await ask(this.facts.urls.photos, { body: form, headers: { "X-CSRFToken": this.keeper.token }, patience: 180_000 });
      } catch (trouble) {
        if (trouble instanceof Refused) {
          this.complain(trouble.message);
          return null;
        }
        if (trouble instanceof SignedOut) this.keeper.askToSignIn("照片还没有传");
        else if (trouble instanceof NoLink) this.keeper.say(`${trouble.message}，连上会接着传照片`, true);
        else throw trouble;
      }
      await new Promise((done) => setTimeout(done, wait));
    }
    return null;
  }

  queue(row, file) {
    patientTus();
    this.line.push({ row, file });
    this.status(row, "原图等着传");
    this.next();
  }

  next() {
    this.told(this.left());
    if (this.now || this.held || this.copying || !this.line.length) return;
    this.now = this.line.shift();
    this.go(this.now);
  }

  async go(one) {
    one.broken = false;
    const library = await patientTus();
    if (this.held || this.now !== one) return; // the report goes first, or the photo was taken out meanwhile
    const { row, file } = one;
    const bar = row.querySelector("progress");
    bar.hidden = false;
    one.upload = new library.Upload(file, {
      endpoint: this.facts.urls.uploads,
      uploadUrl: row.dataset.upload ? `${this.facts.urls.uploads}${row.dataset.upload}/` : null,
      metadata: { filename: file.name, purpose: "photo", photo: row.dataset.pk },
      chunkSize: PIECE,
      retryDelays: DELAYS,
      storeFingerprintForResuming: false, // the page knows of each photo how far it has come, on any device
      onBeforeRequest: (request) => request.setHeader("X-CSRFToken", this.keeper.token),
      onAfterResponse: () => one.upload.url && (row.dataset.upload = one.upload.url.replace(/\/$/, "").split("/").pop()),
      onShouldRetry: (error) => {
        const status = error.originalResponse ? error.originalResponse.getStatus() : 0;
        const again = status === 0 || status >= 500 || [409, 423, 460].includes(status);
        if (again) this.status(row, "断开了，会从断开处接着传", true);
        return again;
      },
      onProgress: (sent, whole) => {
        bar.value = (sent * 100) / whole;
        this.status(row, `原图传了 ${(sent / 1048576).toFixed(1)} / ${(whole / 1048576).toFixed(1)} MB`);
      },
      onSuccess: () => this.whole(one),
      onError: (error) => this.failed(one, error),
    });
    one.upload.start();
  }

  async whole(one) {
    const { row } = one;
    row.querySelector("progress").hidden = true;
    this.now = null;
    this.next();
    for (const wait of LOOKS) {
      this.status(row, "原图已传到，正在处理");
      await new Promise((done) => setTimeout(done, wait));
      try {
        const answer = await ask(row.dataset.address, { method: "GET" });
        if (answer.arrived || answer.trouble) return this.settle(row, answer);
      } catch (trouble) {
        if (!(trouble instanceof NoLink || trouble instanceof SignedOut || trouble instanceof Refused)) throw trouble;
      }
    }
    return undefined;
  }

  settle(row, answer) {
    if (answer.arrived) row.dataset.arrived = "1";
    else row.dataset.upload = "";
    this.status(row, answer.status, answer.trouble);
  }

  failed(one, error) {
    const status = error.originalResponse ? error.originalResponse.getStatus() : 0;
    if (status === 401 || status === 403) {
      one.broken = true;
      this.keeper.askToSignIn("照片传到一半");
      return;
    }
    if (status === 0 || status >= 500) {
      one.broken = true;
      this.status(one.row, "断开太久，连上网会接着传", true);
      return;
    }
    one.row.querySelector("progress").hidden = true;
    one.row.dataset.upload = "";
    this.now = null;
    this.status(one.row, sentenceOf(error), true);
    this.next();
  }

  /** Stand still, so that the report itself has the link; and go on. */
  hold() {
    this.held = true;
    if (this.now && this.now.upload) this.now.upload.abort();
  }

  release() {
    this.held = false;
    if (this.now) this.go(this.now);
    else this.next();
  }

  async arrange(event) {
    const button = event.target.closest("button[name=do]");
    if (!button) return;
    event.preventDefault();
    const row = button.closest("li");
    const [verb] = button.value.split("-");
    if (verb === "up" && row.previousElementSibling) row.previousElementSibling.before(row);
    else if (verb === "down" && row.nextElementSibling) row.nextElementSibling.after(row);
    else if (verb === "remove") await this.remove(row);
    if (row.isConnected) button.focus();
    this.keeper.changed();
  }

  async remove(row) {
    try {
      await ask(row.dataset.address, { headers: { "X-CSRFToken": this.keeper.token } });
    } catch (trouble) {
      if (!(trouble instanceof Error)) throw trouble;
      this.complain(`没有删去：${trouble.message}`);
      return;
    }
    this.line = this.line.filter((one) => one.row !== row);
    if (this.now && this.now.row === row) {
      this.now.upload.abort();
      this.now = null;
    }
    this.forget(row);
    row.remove();
    this.next();
  }

  /** The line that stands for a photo in the text goes with the photo. */
  forget(row) {
    const name = row.querySelector(".photo__number");
    const text = document.getElementById("id_body");
    if (name && text) text.value = text.value.split("\n").filter((line) => line.trim() !== `【${name.textContent}】`).join("\n");
  }

  status(row, words, trouble = false) {
    const line = row.querySelector(".photo__status");
    line.textContent = words;
    line.toggleAttribute("data-trouble", trouble);
  }

  complain(sentence) {
    this.troubles.append(Object.assign(document.createElement("li"), { textContent: sentence }));
  }
}

/** What the server said of an upload it does not take. */
export function sentenceOf(error) {
  const body = error.originalResponse ? error.originalResponse.getBody() : "";
  try {
    return JSON.parse(body).refused || "没有传上去，请再选一次。";
  } catch (trouble) {
    if (!(trouble instanceof SyntaxError)) throw trouble;
    return body && body.length < 300 && !body.includes("<") ? body : "没有传上去，请再选一次。";
  }
}
