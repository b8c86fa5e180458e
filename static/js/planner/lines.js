// Lines go up and down by buttons instead of the numbers that do it without script.

function renumber(rows) {
  [...rows.children].forEach((row, index) => { row.querySelector(".lines__order").value = index + 1; });
}

function button(words, sign, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = sign;
  made.setAttribute("aria-label", words);
  made.addEventListener("click", act);
  return made;
}

for (const part of document.querySelectorAll(".lines")) {
  const rows = part.querySelector(".lines__rows");
  part.classList.add("lines--live");
  for (const row of rows.children) {
    const steps = document.createElement("div");
    steps.className = "plan-steps";
    const move = (way) => (event) => {
      const other = way < 0 ? row.previousElementSibling : row.nextElementSibling;
      if (!other) return;
      if (way < 0) other.before(row);
      else other.after(row);
      renumber(rows);
      event.currentTarget.focus();
    };
    steps.append(button("这一行上移", "↑", move(-1)), button("这一行下移", "↓", move(1)));
    row.append(steps);
  }
  renumber(rows);
}
