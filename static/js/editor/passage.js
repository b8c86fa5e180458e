/* A passage that a mark on a proof is about: found in the text and selected, so that it only needs to be typed over. */

/** Select the first place of `words` in the body; blanks do not count, because a page parts words where a line ends. */
export function selectPassage(editor, words) {
  const wanted = bare(words);
  if (!wanted) return;
  for (const { item } of editor.model.createRangeIn(editor.model.document.getRoot())) {
    if (!item.is("element") || !editor.model.schema.checkChild(item, "$text")) continue;
    const found = placeIn(item, wanted);
    if (!found) continue;
    editor.model.change((writer) => {
      const at = (offset) => writer.createPositionAt(item, offset);
      writer.setSelection(writer.createRange(at(found[0]), at(found[1])));
    });
    editor.editing.view.focus(); // a selection is drawn only where the cursor is
    editor.editing.view.scrollToTheSelection();
    return;
  }
}

function bare(text) {
  return text.replace(/\s+/gu, "");
}

/** Where the words begin and end in an element, as its offsets; null where they do not stand there. */
function placeIn(element, wanted) {
  let text = "";
  const offsets = [];
  for (const child of element.getChildren()) {
    if (!child.is("$text")) continue;
    for (let at = 0; at < child.data.length; at += 1) {
      if (/\s/u.test(child.data[at])) continue;
      text += child.data[at];
      offsets.push(child.startOffset + at);
    }
  }
  const start = text.indexOf(wanted);
  return start < 0 ? null : [offsets[start], offsets[start + wanted.length - 1] + 1];
}
