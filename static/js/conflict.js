// ふたりが書いた記録: 部分ごとに「先の内容にする」「両方を残す」を押すと、下の用紙が変わる
import { addRow, rowsOf } from "./rows.js";

const form = document.querySelector("form[data-draft]");
const boxes = new Map([...form.querySelectorAll("[data-formset]")].map((box) => [box.dataset.formset, box]));
const rows = new Map([...boxes].map(([name, box]) => [name, rowsOf(box)])); // はじめの並び。消しても番号はずれない
const isTick = (field) => field.type === "checkbox" || field.type === "radio";

function put(field, value, joins) {
  if (field.type === "checkbox") field.checked = value === true || (joins && field.checked);
  else if (!joins || !field.value.trim()) field.value = value;
  else if (field.type === "textarea" || field.type === "text") join(field, value);
  else if (field.type === "hidden") field.value = value;
}
function join(field, value) {
  if (!value || field.value.includes(value)) return;
  field.value += (field.type === "textarea" ? "\n" : "／") + value;
}

const isEmpty = (row) => [...row.querySelectorAll("input[type=text], textarea")].every((field) => !field.value.trim());
const emptyRow = (box) => rowsOf(box).find(isEmpty) || addRow(box);

function fillRow({ formset, row: at, take }, joins) {
  const box = boxes.get(formset);
  const row = at === null ? emptyRow(box) : rows.get(formset)[at];
  if (!take) { if (!joins) row.querySelector("[data-del]").click(); return row; }
  for (const [name, value] of Object.entries(take)) {
    const field = row.querySelector(`[name$="-${name}"]`);
    if (field) put(field, value, joins && at !== null);
  }
  row.closest("details")?.setAttribute("open", "");
  return row;
}

function fillFields({ take, both }, joins) {
  for (const [name, values] of Object.entries(take)) {
    for (const field of form.querySelectorAll(`[name="${name}"]`)) {
      const joined = joins && both.includes(name);
      if (isTick(field)) field.checked = values.includes(field.value) || (joined && field.checked);
      else put(field, values[0] ?? "", joined);
    }
  }
  form.querySelectorAll("[data-wareki]").forEach((box) => box.dispatchEvent(new Event("input")));
}

function choose(part, joins) {
  if (part.classList.contains("is-done")) return;
  const fill = JSON.parse(part.dataset.fill);
  if (fill.formset) fillRow(fill, joins); else fillFields(fill, joins);
  part.classList.add("is-done");
  part.querySelector("[data-choices]").hidden = true;
  part.querySelector("[data-said]").textContent = joins ? "✓ 両方を下の用紙に残しました" : "✓ 先の内容を下の用紙に入れました";
  form.dispatchEvent(new Event("change", { bubbles: true }));
}

for (const part of document.querySelectorAll("[data-part]")) {
  const choices = part.querySelector("[data-choices]");
  if (!choices) continue;
  choices.hidden = false;
  part.querySelector("[data-take]").addEventListener("click", () => choose(part, false));
  part.querySelector("[data-both]")?.addEventListener("click", () => choose(part, true));
}
const all = document.querySelector("[data-both-all]");
if (all) {
  all.hidden = false;
  all.addEventListener("click", () => {
    for (const part of document.querySelectorAll("[data-part]")) {
      const fill = JSON.parse(part.dataset.fill);
      const isMissing = fill.formset && fill.row === null;
      if (part.querySelector("[data-both]") || isMissing) choose(part, true);
    }
  });
}
