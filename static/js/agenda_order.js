// 議題を「上へ」「下へ」で並べかえる。名前の番号も、見えている順に付け直す
import { rowsOf } from "./rows.js";

const form = document.querySelector("form[data-draft]");
const box = form.querySelector("[data-formset=agenda]");
const ATTRIBUTES = ["name", "id", "for", "aria-describedby"];

function renumber() {
  rowsOf(box).forEach((row, i) => {
    row.querySelector("[data-no]").textContent = i + 1;
    row.querySelectorAll("[name],[id],[for],[aria-describedby]").forEach((el) => {
      for (const name of ATTRIBUTES) {
        if (el.hasAttribute(name)) el.setAttribute(name, el.getAttribute(name).replace(/-\d+-/, `-${i}-`));
      }
    });
  });
  markEnds();
}

function markEnds() {
  const rows = rowsOf(box);
  rows.forEach((row, i) => {
    row.querySelector("[data-up]").hidden = i === 0;
    row.querySelector("[data-down]").hidden = i === rows.length - 1;
  });
}

function move(row, button) {
  const isUp = button.matches("[data-up]");
  const other = isUp ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  if (isUp) other.before(row); else other.after(row);
  renumber();
  (button.hidden ? row.querySelector(isUp ? "[data-down]" : "[data-up]") : button).focus();
  const place = rowsOf(box).indexOf(row) + 1;
  box.querySelector("[data-moved]").textContent = `議題を${place}番目に動かしました`;
  form.dispatchEvent(new Event("change", { bubbles: true }));
}

box.addEventListener("click", (event) => {
  const button = event.target.closest("[data-up],[data-down]");
  if (button) move(button.closest("[data-row]"), button);
});
new MutationObserver(markEnds).observe(box.querySelector("[data-rows]"), { childList: true });
markEnds();
