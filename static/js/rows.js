// くり返す行（議題・決定・宿題）の増減。雛形はページの中にあるので、通信がなくても増やせる
export const rowsOf = (box) => [...box.querySelectorAll("[data-row]")];
const total = (box) => document.getElementById(`id_${box.dataset.formset}-TOTAL_FORMS`);

function renumber(box) {
  rowsOf(box).forEach((row, i) => { row.querySelector("[data-no]").textContent = i + 1; });
}

export function addRow(box) {
  const n = +total(box).value;
  const html = box.querySelector("template").innerHTML.replaceAll("__prefix__", n);
  box.querySelector("[data-rows]").insertAdjacentHTML("beforeend", html);
  total(box).value = n + 1;
  renumber(box);
  return box.querySelector("[data-rows]").lastElementChild;
}

// 行の並びのとおりに、欄の名前と見出しの番号をつけ直す
export function reindex(box) {
  rowsOf(box).forEach((row, i) => row.querySelectorAll("[name],[id],[for],[aria-describedby]").forEach((el) => {
    for (const name of ["name", "id", "for", "aria-describedby"]) {
      if (el.hasAttribute(name)) el.setAttribute(name, el.getAttribute(name).replace(/-\d+-/, `-${i}-`));
    }
  }));
  renumber(box);
}

function dropRow(box, row) {
  if (rowsOf(box).length === 1) {
    row.querySelectorAll("input, textarea").forEach((field) => { field.type === "checkbox" ? (field.checked = false) : (field.value = ""); });
    return;
  }
  row.remove();
  reindex(box);
  total(box).value = rowsOf(box).length;
  box.querySelector("[data-add]").focus();
}

export function wireRows(form, changed) {
  for (const box of form.querySelectorAll("[data-formset]")) {
    renumber(box);
    box.addEventListener("click", (event) => {
      if (event.target.closest("[data-add]")) { addRow(box).querySelector("input:not([type=hidden])").focus(); changed(); }
      const del = event.target.closest("[data-del]");
      if (del) { dropRow(box, del.closest("[data-row]")); changed(); }
    });
  }
}
