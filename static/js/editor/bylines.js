/* The rows of bylines: always one to fill, and a button to move one up. Without scripts there are two spare rows. */

export function growBylines(fieldset, changed) {
  const rows = () => [...fieldset.querySelectorAll(".byline")];
  const isEmpty = (row) => [...row.querySelectorAll("input")].every((input) => !input.value.trim());

  const addButton = (row) => {
    const up = Object.assign(document.createElement("button"), { type: "button", className: "byline__up", textContent: "↑" });
    up.title = "上移";
    up.addEventListener("click", () => {
      const before = row.previousElementSibling;
      if (!before?.matches(".byline")) return;
      before.before(row);
      number();
      changed();
      up.focus();
    });
    row.append(up);
  };

  const number = () => {
    rows().forEach((row, at) => {
      const [post, name] = row.querySelectorAll("input");
      post.setAttribute("aria-label", `第 ${at + 1} 位作者的职务`);
      name.setAttribute("aria-label", `第 ${at + 1} 位作者的姓名`);
      row.querySelector("button").setAttribute("aria-label", `第 ${at + 1} 位作者上移`);
    });
  };

  const grow = () => {
    const all = rows();
    if (all.length && isEmpty(all[all.length - 1])) return;
    const row = all[all.length - 1].cloneNode(true);
    row.querySelector("button").remove();
    row.querySelectorAll("input").forEach((input) => (input.value = ""));
    addButton(row);
    all[all.length - 1].after(row);
    number();
  };

  rows().slice(0, -1).reverse().forEach((row) => isEmpty(row) && rows().length > 1 && row.remove());
  rows().forEach(addButton);
  number();
  fieldset.addEventListener("input", grow);
  return {
    /** Show these rows. */
    fill(names, posts) {
      const all = rows();
      all.slice(1).forEach((row) => row.remove());
      all[0].querySelectorAll("input").forEach((input) => (input.value = ""));
      names.forEach((name, at) => {
        const row = rows().at(-1);
        const [post, who] = row.querySelectorAll("input");
        post.value = posts[at] || "";
        who.value = name;
        grow();
      });
    },
  };
}
