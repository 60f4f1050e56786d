// 行事の用紙: プログラムと対象の行を増やす・消す・動かす
import "./wareki.js";
import { wireRows } from "./rows.js";

const form = document.querySelector("form[data-event]");
let dirty = false;
const changed = () => { dirty = true; };
form.addEventListener("input", changed);
addEventListener("beforeunload", (event) => { if (dirty && !form.dataset.sending) event.preventDefault(); });
// 1行の欄の Enter では送らない（変換の確定とまぎれる）
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("input:not([type=checkbox],[type=radio])")) event.preventDefault();
});
wireRows(form, changed);
