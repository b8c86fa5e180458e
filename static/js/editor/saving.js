/* Saving while the page stays. A save whose answer never came is asked again with just the same text: it is done once. */
import { NoLink, Refused, send, SignedOut } from "./server.js";

export class Saver {
  constructor({ facts, form, keeper, read }) {
    Object.assign(this, { facts, form, keeper, read });
  }

  /** Save the form as it stands. Gives "gone" (the page is being left), "stays", "show" (send the form itself), or "told". */
  async save(submitter) {
    const { form, keeper, read } = this;
    form.elements.over.value = keeper.over ?? "";
    const text = JSON.stringify(read());
    const body = new FormData(form);
    if (submitter?.name) body.append(submitter.name, submitter.value);
    keeper.say("正在保存…");
    const answer = await this.answered(body);
    if (!answer) return "told";
    if (answer.show) return "show";
    const typedOn = JSON.stringify(read()) !== text;
    if (typedOn && answer.revision) {
      this.goOn(answer, text);
      return "stays";
    }
    if (!typedOn) {
      keeper.kept = text; // nothing is left to keep when the page is left
      keeper.saved = text;
      this.facts.unsaved = false;
      keeper.drafts.drop();
    }
    keeper.leaving = true;
    location.assign(answer.go);
    return "gone";
  }

  /** What the server answers, however long it takes to be reached; null where it says no, which is told. */
  async answered(body) {
    const { form, keeper } = this;
    for (;;) {
      try {
        return await send(form.action, { body });
      } catch (trouble) {
        if (trouble instanceof NoLink) {
          keeper.tell("保存时断了线，还不知道存上没有。您的字都在；恢复以后会自动再存一次，不会存成两份。");
          await this.aWhile();
        } else if (trouble instanceof SignedOut) {
          keeper.askToSignIn("打的字都在");
          return null;
        } else if (trouble instanceof Refused) {
          keeper.tell(trouble.message);
          return null;
        } else throw trouble;
      }
    }
  }

  /** Until it is worth trying again: after some seconds, or when the network is back. */
  aWhile() {
    return new Promise((done) => {
      setTimeout(done, this.keeper.again);
      addEventListener("online", done, { once: true });
    });
  }

  /** Something was typed while the save was under way: the page stays, and what was typed counts from the text now saved. */
  goOn({ revision, begun }, text) {
    const { facts, form, keeper } = this;
    Object.assign(facts, { revision, unsaved: false, copy: null });
    form.elements.revision.value = revision;
    form.elements.begun.value = begun;
    Object.assign(keeper, { saved: text, kept: text, over: null });
    keeper.tell("已保存。后来打的字还没有保存到稿件。");
    keeper.keepHere();
    keeper.changed();
  }
}
