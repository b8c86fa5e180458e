// The little pages take the colour and the face that are chosen, before anything is saved.

const form = document.querySelector(".look__form form");
const sketch = document.querySelector(".look-sketch");
let worn = [...sketch.classList].find((name) => name.startsWith("look-face--"));

function show() {
  const [accent, title] = ["accent", "title"].map((name) => form.querySelector(`input[name=${name}]:checked`));
  if (!accent || !title) return;
  for (const part of sketch.querySelectorAll("[data-ink]")) part.setAttribute("fill", accent.dataset[part.dataset.ink]);
  sketch.classList.replace(worn, title.dataset.face);
  worn = title.dataset.face;
  sketch.setAttribute("aria-label", `封面和内页的样子：${accent.dataset.name}，标题${title.dataset.name}`);
}

form.addEventListener("change", show);
show();
