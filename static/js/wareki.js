// 和暦の3つの欄: 曜日を見せる、1つめに全部書いても分ける、カレンダーからも入れられる。時刻も同じく、書いたとおりに読む
import { boxesOf, readBoxes, readTime, readWhole } from "./loose.js";

const WEEKDAYS = "日月火水木金土";

function wire(box) {
  const eras = JSON.parse(box.dataset.wareki);
  const inputs = [...box.querySelectorAll("input:not([type=date])")];
  const native = box.querySelector("input[type=date]");
  const out = box.querySelector("output");
  const values = () => inputs.map((input) => input.value);
  const isComplete = () => inputs.every((input) => input.value.trim()) || readWhole(inputs[0].value, eras, new Date()) !== undefined;
  const show = () => {
    inputs[0].classList.toggle("input--time", inputs[0].value.length > 4); // 全部書くときは広く
    const day = isComplete() ? readBoxes(values(), eras) : null;
    out.classList.toggle("is-bad", isComplete() && !day);
    out.textContent = day ? `${day.getUTCFullYear()}年　${WEEKDAYS[day.getUTCDay()]}曜日` : isComplete() ? "この日付はありません" : "";
    if (day) native.value = day.toISOString().slice(0, 10);
  };
  const put = (day) => {
    boxesOf(day, eras).forEach((text, i) => { inputs[i].value = text; });
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };
  // 書き終えたら、全角は半角に、1つの欄に書いた日付は3つに
  const spread = () => {
    const whole = readWhole(inputs[0].value, eras, new Date());
    if (whole) put(whole);
    for (const input of inputs) if (!input.matches(":focus")) input.value = input.value.normalize("NFKC").trim();
    show();
  };
  box.addEventListener("input", (event) => {
    if (event.inputType?.startsWith("insertFromPaste") && !event.isComposing) spread();
    show();
  });
  box.addEventListener("focusout", spread);
  box.querySelector("[data-cal]").addEventListener("click", () => { try { native.showPicker(); } catch { native.focus(); } });
  native.addEventListener("change", () => { if (native.value) put(new Date(`${native.value}T00:00Z`)); });
  show();
}
document.querySelectorAll("[data-wareki]").forEach(wire);

for (const input of document.querySelectorAll("[data-time]")) {
  input.addEventListener("change", () => { input.value = readTime(input.value) ?? input.value; });
}
