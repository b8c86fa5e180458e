/* Drafts that this browser keeps and the server never got. */
import { all } from "./drafts.js";

const place = document.getElementById("kept-here");
for (const [key, draft] of all(place.dataset.person)) {
  const link = document.createElement("a");
  link.href = `/submit/new/?key=${key}`;
  link.textContent = `接着写《${draft.words.title || "还没有标题"}》`;
  const line = document.createElement("p");
  line.append("这台设备上有没存到服务器的文字：", link);
  place.append(line);
  place.hidden = false;
}
