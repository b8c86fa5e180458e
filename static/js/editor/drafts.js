/* What this browser keeps by itself: the form of one article as one window typed it, until the server has saved it. */

const PREFIX = "draft:";
const OLDEST = 30 * 24 * 3600 * 1000; // milliseconds; what nobody came back for in a month goes when room is needed

export class Drafts {
  constructor(person, article, tab) {
    this.mine = `${PREFIX}${person}:${article}:`;
    this.key = this.mine + tab;
    this.tab = tab;
  }

  /** Keep a draft. False where the browser has no room or keeps nothing. */
  put(draft) {
    const text = JSON.stringify({ ...draft, tab: this.tab, at: Date.now() });
    for (const clear of [() => {}, clearOld]) {
      try {
        clear();
        localStorage.setItem(this.key, text);
        return true;
      } catch (error) {
        if (!(error instanceof DOMException)) throw error;
      }
    }
    return false;
  }

  /** This window's draft is saved on the server. */
  drop(key = this.key) {
    try {
      localStorage.removeItem(key);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
    }
  }

  /** The drafts of this article and person that other windows left, the newest first: [key, draft]. */
  others() {
    return entries(this.mine)
      .filter(([key]) => key !== this.key)
      .sort((one, other) => other[1].at - one[1].at);
  }
}

function entries(prefix) {
  const found = [];
  try {
    for (const key of Object.keys(localStorage).filter((name) => name.startsWith(prefix))) {
      try {
        const draft = JSON.parse(localStorage.getItem(key));
        if (draft?.fields && draft.at) found.push([key, draft]);
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        localStorage.removeItem(key); // half written when the machine stopped
      }
    }
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
  return found;
}

function clearOld() {
  for (const [key, draft] of entries(PREFIX)) if (draft.at < Date.now() - OLDEST) localStorage.removeItem(key);
}
