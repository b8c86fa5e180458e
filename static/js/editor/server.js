/* Talking to the server: what it refuses, and that it cannot be reached, are errors with a sentence. */

const PATIENCE = 20_000; // milliseconds until a request counts as lost

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

/** Send a request and give the JSON that comes back. Throws NoLink, SignedOut or Refused. */
export async function send(address, { method = "POST", body = null, headers = {} } = {}) {
  const options = { method, body, headers: { Accept: "application/json", ...headers }, redirect: "manual", credentials: "same-origin" };
  const response = await reached(() => fetch(address, { ...options, signal: AbortSignal.timeout(PATIENCE) }));
  if (response.type === "opaqueredirect" || response.status === 401) throw new SignedOut("登录已过期");
  if (response.status >= 500) throw new NoLink("服务器暂时不通");
  if (response.status === 413) throw new Refused(413, { refused: "文字太长，服务器没有收。请只保留要用的部分，或者分成几篇。" });
  const isJson = (response.headers.get("Content-Type") || "").includes("json");
  if (response.status === 403 && !isJson) throw new SignedOut("登录已过期"); // another sign-in made the token old
  if (response.ok && !isJson) throw new NoLink("服务器暂时不通"); // something on the way answered in its stead
  const answer = isJson ? await reached(() => response.json()) : {};
  if (!response.ok) throw new Refused(response.status, answer);
  return answer;
}

/** What a step of the request gives. A link that breaks, before the answer or in the middle of it, is NoLink. */
async function reached(step) {
  try {
    return await step();
  } catch (cause) {
    throw new NoLink(navigator.onLine ? "服务器暂时不通" : "没有网络", { cause });
  }
}

/** Send JSON, with the form's token. */
export function sendJson(address, token, data) {
  return send(address, {
    body: JSON.stringify(data),
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
  });
}
