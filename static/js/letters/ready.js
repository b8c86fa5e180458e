// Ready sentences: a click puts one into the field, after what is there.

for (const ready of document.querySelectorAll(".in-ready")) {
  const field = document.getElementById(ready.dataset.into);
  ready.addEventListener("click", (event) => {
    const one = event.target.closest(".in-ready__one");
    if (!one || !field) return;
    const before = field.value.trimEnd();
    field.value = before ? `${before}\n${one.textContent}` : one.textContent;
    field.focus();
  });
}
