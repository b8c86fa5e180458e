// Says how long each headline is while it is typed.

const field = document.getElementById("id_headlines");
const count = document.getElementById("headline-count");
const most = Number(count.dataset.most);
const longest = Number(count.dataset.longest);

function tell() {
  const lines = field.value.split("\n").map((line) => [...line.trim()].length).filter(Boolean);
  const over = lines.length > most || lines.some((length) => length > longest);
  count.textContent = lines.length ? `${lines.length} 条，每条 ${lines.join("、")} 个字` : "还没有要目";
  count.classList.toggle("count-over", over);
}

field.addEventListener("input", tell);
tell();
