// Copies the link that is shown once.
const field = document.querySelector("[data-copy]");
const button = document.getElementById("copy");
const said = document.getElementById("copied");

button.hidden = false;
button.addEventListener("click", async () => {
  field.focus();
  field.select();
  try {
    await navigator.clipboard.writeText(field.value.trim());
  } catch {
    // Without https there is no clipboard for scripts; the older way still works on a selection.
    if (!document.execCommand("copy")) {
      said.textContent = "没有复制成，请长按选中的文字复制。";
      return;
    }
  }
  said.textContent = "复制好了。";
});
