/* The browser's own button for files says that none is chosen, also while one travels: a label in its place does not. */

/** Let the label before a file's field be its button. The label. */
export function asButton(input) {
  const label = input.previousElementSibling;
  label.classList.add("file-in--button");
  input.classList.add("visually-hidden");
  const ring = () => label.classList.toggle("file-in--focus", document.activeElement === input);
  input.addEventListener("focus", ring);
  input.addEventListener("blur", ring);
  return label;
}
