// 確認シートの答え入れ: 数字で答え、↑↓と Enter で行を動く。変換中の Enter には手を出さない
const form = document.getElementById("keying");
const rows = [...form.querySelectorAll(".krow__a")].map((a) => a.closest(".krow"));
document.querySelector(".keyhint").hidden = false;

const isComposing = (event) => event.isComposing || event.keyCode === 229;

// となりの行の、同じ欄へ。答えの欄では、選んだもの（なければ1つめ）へ
function move(row, kind, step) {
  const next = rows[rows.indexOf(row) + step];
  if (!next) { if (step > 0) form.querySelector("[type=submit]").focus(); return; }
  const target = kind === "radio"
    ? next.querySelector("[type=radio]:checked") ?? next.querySelector("[type=radio]")
    : next.querySelector(kind);
  target.focus();
  next.scrollIntoView({ block: "nearest" });
}

function pick(row, n) {
  const radio = row.querySelectorAll("[type=radio]")[n - 1];
  radio.checked = true;
  if (n === 2) row.querySelector(".krow__t input").focus(); // 変わった: 何が、を書く
  else move(row, "radio", 1);
}

form.addEventListener("keydown", (event) => {
  const row = event.target.closest(".krow");
  if (!row || isComposing(event) || event.ctrlKey || event.altKey || event.metaKey) return;
  const isRadio = event.target.type === "radio";
  const kind = isRadio ? "radio" : event.target.closest(".krow__t") ? ".krow__t input" : ".krow__d input";
  const digit = isRadio && /^(Digit|Numpad)([1-4])$/.exec(event.code);
  if (digit) pick(row, Number(digit[2]));
  else if (event.key === "ArrowDown") move(row, kind, 1);
  else if (event.key === "ArrowUp") move(row, kind, -1);
  else if (event.key === "Enter" && event.target.type !== "submit") move(row, "radio", 1);
  else return;
  event.preventDefault();
});
