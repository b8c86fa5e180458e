/* Text that an earlier window of this browser kept and the server has not: offered, never put in place by itself. */
import { send } from "./server.js";

const byId = (id) => document.getElementById(id);

export function offerLocal({ facts, form, keeper, write }) {
  const found = keeper.drafts.others().find(([key, draft]) => isNews(key, draft, facts, keeper));
  const serverOffer = byId("server-offer");
  if (!found || facts.unsaved) return;
  const [key, draft] = found;
  const offer = byId("local-offer");
  byId("local-offer-at").textContent = new Date(draft.at).toLocaleString("zh-CN", { hour12: false });
  if (serverOffer?.dataset.tab === draft.tab) serverOffer.hidden = true; // the same text, a little older
  offer.hidden = false;

  byId("local-use").addEventListener("click", () => {
    if (!keeper.setAside()) {
      keeper.tell("这台电脑存不下两份文字。请先保存现在这一份，再用那一份。");
      return;
    }
    write(draft.fields);
    facts.revision = draft.base;
    facts.unsaved = true;
    form.elements.revision.value = draft.base;
    form.elements.begun.value = draft.begun ?? "";
    if (facts.copy) keeper.over = facts.copy.serial;
    if (keeper.keepHere()) keeper.drafts.drop(key);
    keeper.changed();
    offer.hidden = true;
  });
  byId("local-drop").addEventListener("click", async () => {
    keeper.drafts.drop(key);
    offer.hidden = true;
    if (facts.copy && facts.copy.tab === draft.tab) {
      const body = new URLSearchParams({ serial: facts.copy.serial, csrfmiddlewaretoken: facts.token() });
      await send(facts.urls.discard, { body }).catch((trouble) => keeper.say(trouble.message, true));
      facts.copy = null;
    }
  });
  byId("local-compare").addEventListener("click", () => compare(facts, draft));
}

function isNews(key, draft, facts, keeper) {
  const same = JSON.stringify(draft.fields) === keeper.saved;
  const onServer = facts.copy && facts.copy.tab === draft.tab && facts.copy.serial >= draft.serial;
  if (same || onServer) keeper.drafts.drop(key);
  return !same && !onServer;
}

/** Open a page that shows what the draft changes. */
function compare(facts, draft) {
  const form = Object.assign(document.createElement("form"), {
    method: "post", action: facts.urls.compare, target: "_blank", enctype: "multipart/form-data", hidden: true,
  });
  const pairs = [["csrfmiddlewaretoken", facts.token()]];
  for (const [name, values] of Object.entries(draft.fields)) for (const value of values) pairs.push([name, value]);
  for (const [name, value] of pairs) {
    const field = document.createElement("textarea");
    Object.assign(field, { name, value });
    form.append(field);
  }
  document.body.append(form);
  form.submit();
  form.remove();
}
