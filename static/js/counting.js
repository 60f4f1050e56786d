// 長さに限りのある欄: 入りきらなくなる前に言う。切らない（入りきらない分は、保存のときにサーバーが断る）
const NEAR = 0.9;
const lengthOf = (field) => [...field.value.trim()].length; // サーバーと同じに、文字で数える

function words(n, most) {
  if (n > most) return `${n - most}字多いです（${most}字まで）`;
  return n > most * NEAR ? `あと${most - n}字` : "";
}

function lineOf(field) {
  const line = Object.assign(document.createElement("p"), { className: "counting" });
  line.setAttribute("role", "status");
  field.after(line);
  return line;
}

document.addEventListener("input", ({ target: field }) => {
  const most = Number(field.dataset?.most);
  if (!most) return;
  const n = lengthOf(field);
  const said = words(n, most);
  const there = field.nextElementSibling?.matches(".counting") ? field.nextElementSibling : null;
  if (!said && !there) return;
  const line = there ?? lineOf(field);
  line.textContent = said;
  line.classList.toggle("is-over", n > most);
});
