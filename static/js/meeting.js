// 会議の記録: 出席を数え、まとめて印をつける。残すこと・送ることは sheet.js がする
import "./wareki.js";
import "./sheet.js";

const form = document.querySelector("form[data-draft]");
const people = form.querySelector("[data-people]");
const boxes = () => [...people.querySelectorAll("input[type=checkbox]")];

// 名簿の人＋名前を書いた人＋人数だけの人
function count() {
  const named = [...form.querySelectorAll("[data-formset=guest] [data-row]")].filter((row) => row.querySelector("input:not([type=hidden])")?.value.trim());
  const extra = +(form.elements.n_guests?.value.normalize("NFKC") ?? 0) || 0;
  people.querySelector("output").textContent = `出席 ${boxes().filter((box) => box.checked).length + named.length + extra}人`;
}
function tick(test) {
  boxes().forEach((box) => { box.checked = test(box); });
  form.dispatchEvent(new Event("change", { bubbles: true }));
}
for (const name of ["input", "change", "rows"]) form.addEventListener(name, count);
people.querySelector("[data-all]").addEventListener("click", () => tick(() => true));
people.querySelector("[data-last]")?.addEventListener("click", () => tick((box) => "prev" in box.dataset));
count();
if (innerWidth < 1024) document.querySelector(".prev")?.removeAttribute("open");
