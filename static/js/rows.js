// くり返す行（議題・決定・宿題など）の増減と順番。雛形はページの中にあるので、通信がなくても増やせる
export const rowsOf = (box) => [...box.querySelectorAll("[data-row]")];
const total = (box) => document.getElementById(`id_${box.dataset.formset}-TOTAL_FORMS`);
const NAMES = ["name", "id", "for", "aria-describedby", "aria-labelledby"];

// 行の番号を、見える番号も欄の名前も、いまの並びどおりにする
function renumber(box) {
  const head = new RegExp(`${box.dataset.formset}-(\\d+|__prefix__)-`, "g");
  const rows = rowsOf(box);
  rows.forEach((row, i) => {
    const [no, up, down] = ["no", "up", "down"].map((name) => row.querySelector(`[data-${name}]`));
    if (no) no.textContent = i + 1;
    if (up) up.hidden = i === 0;
    if (down) down.hidden = i === rows.length - 1;
    [row, ...row.querySelectorAll(NAMES.map((name) => `[${name}]`).join())].forEach((el) => {
      for (const name of NAMES) if (el.hasAttribute(name)) el.setAttribute(name, el.getAttribute(name).replace(head, `${box.dataset.formset}-${i}-`));
    });
  });
  total(box).value = rows.length;
}

export function addRow(box) {
  const html = box.querySelector("template").innerHTML.replaceAll("__prefix__", rowsOf(box).length);
  box.querySelector("[data-rows]").insertAdjacentHTML("beforeend", html);
  renumber(box);
  return box.querySelector("[data-rows]").lastElementChild;
}

// 書きかけを戻す前に、行の数を合わせる
export function fitRows(box, wanted) {
  if (wanted === undefined) return;
  while (rowsOf(box).length < wanted) addRow(box);
  while (rowsOf(box).length > wanted) rowsOf(box).at(-1).remove();
  renumber(box);
}

function empty(row) {
  row.querySelectorAll("input, textarea").forEach((field) => { field.type === "checkbox" ? (field.checked = false) : (field.value = ""); });
}

function dropRow(box, row) {
  if (rowsOf(box).length === 1) { empty(row); return; }
  row.remove();
  renumber(box);
  box.querySelector("[data-add]").focus();
}

// 「上へ」「下へ」: 動かしたあとも、同じ行のボタンに留まる
function moveRow(box, row, button) {
  const rows = rowsOf(box);
  const isUp = button.matches("[data-up]");
  const other = rows[rows.indexOf(row) + (isUp ? -1 : 1)];
  if (!other) return;
  if (isUp) other.before(row); else other.after(row);
  renumber(box);
  (button.hidden ? row.querySelector(isUp ? "[data-down]" : "[data-up]") : button).focus();
  const told = row.querySelector("[data-moved]") ?? box.querySelector("[data-moved]");
  if (told) told.textContent = `${rowsOf(box).indexOf(row) + 1}番目に動かしました`;
}

export function wireRows(form, changed) {
  for (const box of form.querySelectorAll("[data-formset]")) {
    renumber(box);
    box.addEventListener("click", (event) => {
      const [add, del, move] = ["[data-add]", "[data-del]", "[data-up],[data-down]"].map((what) => event.target.closest(what));
      if (add) addRow(box).querySelector("input:not([type=hidden]), textarea").focus();
      if (del) dropRow(box, del.closest("[data-row]"));
      if (move) moveRow(box, move.closest("[data-row]"), move);
      if (!add && !del && !move) return;
      form.dispatchEvent(new Event("rows"));
      changed();
    });
  }
}
