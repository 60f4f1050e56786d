// 日誌・相談の用紙: 前の場所を1回で入れる、しまってあった用紙の「きょう」を今日に直す。残すこと・送ることは sheet.js がする
import "./wareki.js";
import "./sheet.js";

const form = document.querySelector("form[data-draft]");

// ---- 前にも行った場所
const places = form.querySelector("[data-places]");
if (places) places.hidden = false;
places?.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  form.elements.place.value = button.textContent;
  form.elements.place.dispatchEvent(new Event("input", { bubbles: true }));
});

// ---- 電波のない所で、きのう開いた用紙を開いたとき
const iso = (day) => `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, "0")}-${String(day.getDate()).padStart(2, "0")}`;
const words = (day) => `${day.getMonth() + 1}月${day.getDate()}日（${"日月火水木金土"[day.getDay()]}）`;
const now = new Date();
if (form.dataset.today && iso(now) > form.dataset.today) {
  [...form.elements.when].slice(0, 2).forEach((box, back) => {
    const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() - back);
    box.value = iso(day);
    box.parentElement.lastChild.textContent = ` ${["きょう", "きのう"][back]} ${words(day)}`;
  });
}
