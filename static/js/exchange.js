// 集まりの内容: 加わった協議体を数え、プログラムの順番を入れかえる
import { wireRows } from "./rows.js";

const form = document.querySelector("form[data-gathering]");
const tiles = form.querySelector("[data-parties]");
const boxes = [...tiles.querySelectorAll("input[type=checkbox]")];

let dirty = false;
const changed = () => { dirty = true; };
form.addEventListener("input", changed);
addEventListener("beforeunload", (event) => { if (dirty && !form.dataset.sending) event.preventDefault(); });
// 1行の欄の Enter では送らない（変換の確定とまぎれる）
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("input:not([type=checkbox],[type=radio])")) event.preventDefault();
});

// ---- 参加を数える
function count() {
  tiles.querySelector("output").textContent = `参加 ${boxes.filter((box) => box.checked).length}協議体`;
}
tiles.addEventListener("change", count);
tiles.querySelector("[data-all]").addEventListener("click", () => {
  const every = boxes.every((box) => box.checked);
  boxes.forEach((box) => { box.checked = !every; });
  count();
  changed();
});
count();

// ---- 行を増やす・消す・動かす
wireRows(form, changed);
