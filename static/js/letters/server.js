/* Talking to the server over a weak link: what it refuses, and that it cannot be reached, are errors with a sentence. */

/** The server cannot be reached. */
export class NoLink extends Error {}

/** The person is no longer signed in. */
export class SignedOut extends Error {}

/** The server says no. `answer` is what it says, `status` its number. */
export class Refused extends Error {
  constructor(status, answer) {
    super(answer.refused || "服务器出了问题，请过一会儿再试。");
    Object.assign(this, { status, answer });
  }
}

/** Send a request and give the JSON that comes back; it counts as lost after `patience` milliseconds. */
export async function ask(address, { method = "POST", body = null, headers = {}, patience = 60_000 } = {}) {
  const lost = new AbortController();
  const clock = setTimeout(() => lost.abort(), patience);
  let response;
  let answer = {};
  try {
    response = await fetch(address, {
      method, body, redirect: "manual", credentials: "same-origin", signal: lost.signal,
      headers: { Accept: "application/json", ...headers },
    });
    const isJson = (response.headers.get("Content-Type") || "").includes("json");
    if (isJson) answer = await response.json();
    else if (response.status === 403) throw new SignedOut("登录已过期"); // another sign-in made the token old
  } catch (cause) {
    if (cause instanceof SignedOut) throw cause;
    throw new NoLink("没有连上网");
  } finally {
    clearTimeout(clock);
  }
  if (response.type === "opaqueredirect" || response.status === 401) throw new SignedOut("登录已过期");
  if ([502, 503, 504].includes(response.status)) throw new NoLink("服务器暂时不通");
  if (!response.ok) throw new Refused(response.status, answer);
  return answer;
}
