/* Nothing typed is lost: kept in the browser at once, on the server every few seconds, with a line that says where it is. */
import { Drafts } from "./drafts.js";
import { NoLink, Refused, send, sendJson, SignedOut } from "./server.js";

const AT_ONCE = 400; // milliseconds after the last stroke, for the browser
const PAUSE = 3000; // milliseconds between two saves to the server
const AGAIN = 5000; // milliseconds until a save that failed is tried again
const STAYS = 15_000; // milliseconds a sentence stays that says more than that all goes well

export class Keeper {
  /** `read()` gives the form as {name: [values]}; `status` is the line that says where the text is. */
  constructor({ facts, read, status, form }) {
    Object.assign(this, { facts, read, status, form });
    this.tab = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`;
    this.drafts = new Drafts(facts.person, facts.article, this.tab);
    this.saved = JSON.stringify(read()); // what the server has, of what this window shows
    this.kept = facts.unsaved ? "" : this.saved;
    this.over = facts.over;
    this.pause = Number(form.dataset.pause) || PAUSE;
    this.again = Number(form.dataset.pause) || AGAIN;
    this.leaving = false;
    this.serial = 0;
    this.toldUntil = 0;
  }

  start() {
    addEventListener("online", () => this.upload());
    addEventListener("beforeunload", (event) => {
      if (!this.leaving && this.isUnsaved()) event.preventDefault();
    });
    addEventListener("pagehide", () => this.keepHere());
    document.addEventListener("visibilitychange", () => document.hidden && this.keepHere());
    if (this.facts.unsaved) this.changed();
  }

  /** Whether something stands on the page that is not saved as the article's text. */
  isUnsaved() {
    return this.facts.unsaved || JSON.stringify(this.read()) !== this.saved;
  }

  /** Something was typed. */
  changed() {
    if (this.told === undefined) this.say("有改动，还没有保存");
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.keepHere(), AT_ONCE);
    this.later ??= setTimeout(() => this.upload(), this.pause);
  }

  keepHere() {
    clearTimeout(this.soon);
    const fields = this.read();
    const text = JSON.stringify(fields);
    if (text === this.kept) return true;
    if (text === this.saved && !this.facts.unsaved) {
      this.drafts.drop(); // typed and taken back
      return true;
    }
    const room = this.drafts.put(this.draft(fields));
    if (!room) this.say("这台电脑存不下了，只存在服务器上。请尽快保存。", true);
    return room;
  }

  draft(fields) {
    return { fields, base: this.facts.revision, begun: this.form.elements.begun.value, serial: this.nextSerial() };
  }

  /** Larger each time, also where somebody sets the clock back: what is numbered lower counts as older. */
  nextSerial() {
    this.serial = Math.max(Date.now(), this.serial + 1);
    return this.serial;
  }

  /** Before what stands on the page is replaced: keep it as a draft of its own, to be offered at the next visit. */
  setAside() {
    if (!this.isUnsaved()) return true;
    const { person, article } = this.facts;
    return new Drafts(person, article, `${this.tab}-${this.nextSerial()}`).put(this.draft(this.read()));
  }

  /** Send the form to the server. Gives "saved", or why not: "link", "sign-in", "refused", "other" (window). */
  async upload() {
    clearTimeout(this.later);
    this.later = null;
    this.sending ??= this.put().finally(() => {
      this.sending = null;
    });
    const outcome = await this.sending;
    if (outcome === "saved" && !this.isKept()) this.changed();
    return outcome;
  }

  /** Send until the server has just what the page shows, or say as `upload` does why it has not. */
  async settle() {
    if (this.sending) await this.sending; // it may have begun some characters ago
    let outcome = await this.upload();
    while (outcome === "saved" && !this.isKept()) outcome = await this.upload();
    return outcome;
  }

  isKept() {
    return JSON.stringify(this.read()) === this.kept;
  }

  async put() {
    const fields = this.read();
    const text = JSON.stringify(fields);
    if (text === this.kept) return "saved";
    const here = this.keepHere();
    const draft = this.draft(fields);
    try {
      const { at, serial } = await sendJson(this.facts.urls.autosave, this.facts.token(), {
        ...draft, tab: this.tab, over: this.over,
      });
      if (serial !== draft.serial) {
        this.serial = Math.max(this.serial, serial); // the server has a later one of this window: number this one after it
        return await this.put();
      }
      this.kept = text;
      this.over = serial;
      if (this.isKept()) this.drafts.drop();
      const time = Object.assign(document.createElement("span"), { ariaHidden: "true", textContent: ` ${at}` });
      this.say(["已存到服务器", time, "，还没有保存到稿件"]);
      return "saved";
    } catch (trouble) {
      return this.explain(trouble, here);
    }
  }

  explain(trouble, here) {
    const place = here ? "已存在本机" : "请不要关闭窗口";
    if (trouble instanceof NoLink) {
      this.say(`${trouble.message}，${place}，恢复后自动上传`, true);
      this.later = setTimeout(() => this.upload(), this.again);
      return "link";
    }
    if (trouble instanceof SignedOut) {
      this.askToSignIn(place);
      return "sign-in";
    }
    if (trouble instanceof Refused) {
      this.say(`${trouble.message}（${place}）`, true);
      return trouble.status === 409 ? "other" : "refused";
    }
    throw trouble;
  }

  askToSignIn(place) {
    const link = Object.assign(document.createElement("a"), {
      href: this.facts.urls.signIn, target: "_blank", textContent: "在新窗口登录",
    });
    this.say([`登录已过期，${place}。请`, link, "，登录后回到这里，会自动接着存。"], true);
    this.waiting ??= setInterval(() => this.tryAgain(), this.again);
  }

  /** After signing in elsewhere: take the new token, if it is the same person's, and go on. */
  async tryAgain() {
    try {
      const { token, person, name } = await send(this.facts.urls.token, { method: "GET" });
      if (person !== this.facts.person) {
        this.say(`现在登录的是${name}，不是您。请退出，用您自己的账号登录。文字已存在本机。`, true);
        return;
      }
      this.form.elements.csrfmiddlewaretoken.value = token;
      clearInterval(this.waiting);
      this.waiting = null;
      this.kept = null;
      await this.upload();
    } catch (trouble) {
      if (!(trouble instanceof NoLink || trouble instanceof SignedOut)) throw trouble;
    }
  }

  /** Say something else than where the text is. It stays for a while. */
  tell(sentence) {
    this.say(sentence, true);
    this.toldUntil = performance.now() + STAYS;
  }

  /** Say where the text is. A time alone changes silently, so that the line is not read out over and over. */
  say(words, trouble = false) {
    if (!trouble && performance.now() < this.toldUntil) return;
    const parts = Array.isArray(words) ? words : [words];
    const told = parts.map((part) => (part.ariaHidden ? "" : (part.textContent ?? part))).join("");
    const time = parts.find((part) => part.ariaHidden);
    if (told !== this.told) this.status.replaceChildren(...parts);
    else if (time) this.status.querySelector("[aria-hidden]").textContent = time.textContent;
    this.told = told;
    this.status.toggleAttribute("data-trouble", trouble);
  }
}
