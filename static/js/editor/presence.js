/* Who is at work on this article: say that we are, and tell when someone else has taken it over. */
import { send, NoLink, Refused, SignedOut } from "./server.js";

/** Begin to say every `facts.beat` seconds that this window is open. */
export function stayPresent({ facts, form, keeper, notice }) {
  const beat = async () => {
    try {
      const body = new URLSearchParams({ csrfmiddlewaretoken: facts.token(), as: form.elements.as.value });
      const answer = await send(facts.urls.presence, { body });
      show(notice, answer, facts, keeper);
    } catch (trouble) {
      // A link that drops is the keeper's to tell; the hold outlives a few lost beats.
      if (!(trouble instanceof NoLink || trouble instanceof SignedOut || trouble instanceof Refused)) throw trouble;
    }
  };
  beat(); // the page that was here before may have got up after this one sat down
  setInterval(beat, facts.beat * 1000);
  addEventListener("online", beat);
  addEventListener("pageshow", (event) => event.persisted && beat()); // it got up when it was left
  addEventListener("pagehide", () => {
    const body = new URLSearchParams({ csrfmiddlewaretoken: facts.token() });
    if (!keeper.leaving) navigator.sendBeacon(facts.urls.leave, body);
  });
}

function show(notice, { held, revision, copy, blocked }, facts, keeper) {
  const sentences = [];
  if (held) sentences.push(`${held.name}在 ${held.since} 接管了这篇稿件。`);
  if (revision !== facts.revision) sentences.push("这篇稿件刚刚保存过新的文字。");
  if (blocked) sentences.push(blocked);
  else if (sentences.length) sentences.push("您打的字都在；保存时会和新的文字并排核对，由您选定。");
  else if (copy && copy.tab !== keeper.tab && copy.serial !== facts.copy?.serial) sentences.push("您在另一个窗口或另一台电脑上也在改这篇稿件。");
  const text = sentences.join("");
  if (notice.textContent !== text) notice.textContent = text;
  notice.hidden = !text;
}
