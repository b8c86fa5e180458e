/* Nothing typed is lost: kept in the browser at once, on the server after a pause, with a line that says where it is. */
import { drop, get, put } from "./drafts.js";
import { ask, NoLink, Refused, SignedOut } from "./server.js";

const AT_ONCE = 400; // milliseconds after the last stroke, for the browser
const PAUSE = 4000; // milliseconds between two saves to the server
const AGAIN = 6000; // milliseconds until a save that failed is tried again

export class Keeper {
  constructor(form, facts, status) {
    Object.assign(this, { form, facts, status });
    this.serial = facts.serial;
    this.saved = JSON.stringify(this.read());
    this.stopped = false;
  }

  /** The form as the server wants it. */
  read() {
    const words = {};
    const photos = [];
    const data = new FormData(this.form);
    for (const [name, value] of data) {
      if (typeof value !== "string" || ["csrfmiddlewaretoken", "serial", "step"].includes(name)) continue;
      if (name === "photo") photos.push({ pk: Number(value), caption: data.get(`caption-${value}`), credit: data.get(`credit-${value}`) });
      else if (!/^(caption|credit)-/.test(name)) words[name] = value;
    }
    return { words, photos };
  }

  get token() {
    return this.form.elements.csrfmiddlewaretoken.value;
  }

  start() {
    this.form.addEventListener("input", () => this.changed());
    addEventListener("online", () => this.upload());
    addEventListener("pagehide", () => this.keepHere());
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) return;
      this.keepHere();
      this.upload();
    });
    this.offer();
  }

  /** What this browser kept and the server never got: put in where nothing else changed meanwhile, else offered. */
  offer() {
    const { person, key, serial } = this.facts;
    const draft = get(person, key);
    if (!draft) return;
    if (JSON.stringify({ words: draft.words, photos: draft.photos }) === this.saved) {
      drop(person, key);
      return;
    }
    if (draft.serial === serial) {
      this.write(draft.words);
      this.say("已放回这台设备上没存到服务器的文字");
      return;
    }
    const place = document.getElementById("kept-here");
    const use = Object.assign(document.createElement("button"), { type: "button", className: "plain", textContent: "放回来" });
    const leave = Object.assign(document.createElement("button"), { type: "button", className: "plain", textContent: "不要了" });
    use.addEventListener("click", () => { this.write(draft.words); place.hidden = true; });
    leave.addEventListener("click", () => { drop(person, key); place.hidden = true; });
    place.append(`这台设备上有一份没存到服务器的文字（${new Date(draft.at).toLocaleString("zh-CN")}），别处又改过。`, use, " ", leave);
    place.hidden = false;
  }

  write(words) {
    for (const [name, value] of Object.entries(words)) {
      const field = this.form.elements[name];
      if (field && "value" in field) field.value = value;
    }
    this.changed();
  }

  changed() {
    if (this.stopped) return;
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.keepHere(), AT_ONCE);
    if (!this.later) this.later = setTimeout(() => this.upload(), PAUSE);
  }

  keepHere() {
    clearTimeout(this.soon);
    const now = this.read();
    if (this.stopped || JSON.stringify(now) === this.saved) return true;
    return put(this.facts.person, this.facts.key, { ...now, serial: this.serial });
  }

  /** Send the form to the server, one sending after the other. True when the server has what the page shows. */
  async upload() {
    clearTimeout(this.later);
    this.later = null;
    if (this.stopped) return false;
    if (this.going) {
      await this.going;
      return JSON.stringify(this.read()) === this.saved || this.upload();
    }
    const now = this.read();
    const text = JSON.stringify(now);
    if (text === this.saved) return true;
    const here = this.keepHere();
    this.going = this.put(now, text, here);
    const done = await this.going;
    this.going = null;
    if (done && JSON.stringify(this.read()) !== this.saved) this.changed();
    return done;
  }

  async put(now, text, here) {
    try {
      const { serial, at, count } = await ask(this.facts.urls.keep, {
        body: JSON.stringify({ ...now, serial: this.serial }),
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.token },
      });
      this.serial = serial;
      this.form.elements.serial.value = serial;
      this.saved = text;
      if (JSON.stringify(this.read()) === text) drop(this.facts.person, this.facts.key);
      if (!this.facts.kept) {
        this.facts.kept = true;
        history.replaceState(null, "", this.facts.urls.report);
      }
      document.getElementById("count").textContent = count ? `${count} 字` : "";
      this.say(`草稿已存 ${at}`);
      return true;
    } catch (trouble) {
      this.explain(trouble, here ? "已存在这台设备上" : "请不要关这一页");
      return false;
    }
  }

  explain(trouble, place) {
    if (trouble instanceof NoLink) {
      this.say(`${trouble.message}，${place}，连上会自动存`, true);
      this.later = setTimeout(() => this.upload(), AGAIN);
    } else if (trouble instanceof SignedOut) {
      this.askToSignIn(place);
    } else if (trouble instanceof Refused) {
      if (trouble.status === 409) this.stopped = true;
      this.say(trouble.status === 409 ? `这篇稿在另一个窗口改过，${place}。请刷新本页，再选用哪一份。` : `${trouble.message}（${place}）`, true);
    } else throw trouble;
  }

  askToSignIn(place) {
    const link = Object.assign(document.createElement("a"), { href: this.facts.urls.signIn, target: "_blank", textContent: "在新窗口登录" });
    this.say([`登录已过期，${place}。请`, link, "，再回到这里，会接着存、接着传。"], true);
    if (!this.waiting) this.waiting = setInterval(() => this.tryAgain(), AGAIN);
  }

  /** After signing in elsewhere: take the new token, if it is the same person's, and go on. */
  async tryAgain() {
    try {
      const { token, person, name } = await ask(this.facts.urls.token, { method: "GET" });
      if (person !== this.facts.person) {
        this.say(`现在登录的是${name}，不是您。请退出，用您自己的账号登录。`, true);
        return;
      }
      this.form.elements.csrfmiddlewaretoken.value = token;
      clearInterval(this.waiting);
      this.waiting = null;
      this.say("已登录");
      await this.upload();
      document.dispatchEvent(new CustomEvent("signed-in"));
    } catch (trouble) {
      if (!(trouble instanceof NoLink || trouble instanceof SignedOut)) throw trouble;
    }
  }

  /** The report is handed in: nothing is to be kept any more. */
  finish() {
    this.stopped = true;
    clearTimeout(this.soon);
    clearTimeout(this.later);
    drop(this.facts.person, this.facts.key);
  }

  say(words, trouble = false) {
    this.status.replaceChildren(...(Array.isArray(words) ? words : [words]));
    this.status.toggleAttribute("data-trouble", trouble);
  }
}
