/* What this browser keeps by itself: a report as it was typed, until the server has it. */

const PREFIX = "letter:";

function quietly(act) {
  try {
    return act();
  } catch (error) {
    if (error instanceof DOMException || error instanceof SyntaxError) return null; // no room, or nothing may be kept
    throw error;
  }
}

/** Keep a report. False where the browser has no room. */
export function put(person, key, draft) {
  const text = JSON.stringify({ ...draft, at: Date.now() });
  return quietly(() => (localStorage.setItem(`${PREFIX}${person}:${key}`, text), true)) === true;
}

export function drop(person, key) {
  quietly(() => localStorage.removeItem(`${PREFIX}${person}:${key}`));
}

export function get(person, key) {
  return quietly(() => JSON.parse(localStorage.getItem(`${PREFIX}${person}:${key}`)));
}

/** Every report this browser keeps of somebody, the newest first: [key, draft]. */
export function all(person) {
  const mine = `${PREFIX}${person}:`;
  const names = quietly(() => Object.keys(localStorage)) || [];
  return names
    .filter((name) => name.startsWith(mine))
    .map((name) => [name.slice(mine.length), get(person, name.slice(mine.length))])
    .filter(([, draft]) => draft && draft.words)
    .sort((one, other) => other[1].at - one[1].at);
}
