// 手紙は別の窓に開くので、この画面のボタンはすぐにまた押せるようにする
import { unlock } from "./sending.js";

for (const form of document.querySelectorAll("[data-letter]")) {
  form.addEventListener("submit", () => setTimeout(unlock, 1500, form));
}
