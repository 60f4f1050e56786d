// 会議の記録: 書いたそばから端末に残し、切れても続きから書ける
import "./wareki.js";
import { addRow, wireRows } from "./rows.js";

const form = document.querySelector("form[data-draft]");
const KEY = `draft:${form.dataset.draft}`; // 会議・人ごと: 会場の端末は何人もが使う
const KEEP_DAYS = 30;
const SKIP = new Set(["csrfmiddlewaretoken"]);
const one = (selector) => form.querySelector(selector);
const all = (selector) => [...form.querySelectorAll(selector)];

// ---- 出席を数える
const guests = form.elements.n_guests;
function count() {
  const extra = +guests.value.normalize("NFKC") || 0;
  one("[data-people] output").textContent = `出席 ${all("[name=present]:checked").length + extra}人`;
}
function tick(test) { all("[name=present]").forEach((box) => { box.checked = test(box); }); count(); changed(); }
one("[data-people]").addEventListener("change", count);
guests.addEventListener("input", count);
one("[data-all]").addEventListener("click", () => tick(() => true));
one("[data-last]")?.addEventListener("click", () => tick((box) => "prev" in box.dataset));

// ---- 自動保存
let dirty = false;
let timer;
const say = (text) => { one("[data-save]").textContent = text; };
const clock = (when) => `${when.getHours()}:${String(when.getMinutes()).padStart(2, "0")}`;
const snapshot = () => [...new FormData(form)].filter(([name, value]) => !SKIP.has(name) && typeof value === "string");
function save() {
  try {
    localStorage.setItem(KEY, JSON.stringify({ at: Date.now(), fields: snapshot() }));
    say(`この端末に ${clock(new Date())} 保存しました`);
  } catch {
    say("この端末に保存できません（空き容量を確かめてください）");
  }
  markSteps();
}
function changed() { dirty = true; clearTimeout(timer); timer = setTimeout(save, 800); }
form.addEventListener("input", changed);
form.addEventListener("change", changed);
wireRows(form, changed);
addEventListener("pagehide", () => { if (dirty) save(); });
document.addEventListener("visibilitychange", () => { if (document.hidden && dirty) save(); });
addEventListener("beforeunload", (event) => { if (dirty && !form.dataset.sending) event.preventDefault(); });

// ---- 続きから書く
function stored() {
  try { return JSON.parse(localStorage.getItem(KEY)); } catch { return null; }
}
function forgetSent(saved) {
  const sent = document.cookie.match(/draft-done=([\w-]+)/)?.[1];
  const isSent = sent && saved?.fields.some(([name, value]) => name === "submit_token" && value === sent);
  const isOld = saved && Date.now() - saved.at > KEEP_DAYS * 864e5;
  if (isSent || isOld) { localStorage.removeItem(KEY); return null; }
  return saved;
}
function restore(fields) {
  const given = new Map();
  for (const [name, value] of fields) given.set(name, [...(given.get(name) || []), value]);
  for (const box of all("[data-formset]")) {
    const total = `${box.dataset.formset}-TOTAL_FORMS`;
    while (+form.elements[total].value < +(given.get(total)?.[0] || 0)) addRow(box);
  }
  for (const field of form.elements) {
    if (!field.name || SKIP.has(field.name)) continue;
    const values = given.get(field.name);
    if (field.type === "checkbox" || field.type === "radio") field.checked = !!values?.includes(field.value);
    else if (values) field.value = values[0];
  }
  count();
  all("[data-wareki]").forEach((box) => box.dispatchEvent(new Event("input")));
  dirty = true;
  save();
}
const bar = document.getElementById("restore");
const hasErrors = !!document.getElementById("errsum");
const saved = forgetSent(stored());
if (saved && !hasErrors) {
  const when = new Date(saved.at);
  bar.hidden = false;
  bar.querySelector("[data-when]").textContent = `${when.getMonth() + 1}月${when.getDate()}日 ${clock(when)} まで書いた分です。`;
  bar.querySelector("[data-restore]").onclick = () => { restore(saved.fields); bar.hidden = true; };
  bar.querySelector("[data-discard]").onclick = () => { localStorage.removeItem(KEY); bar.hidden = true; };
}

// ---- 目次の印
function markSteps() {
  const filled = (name) => !!form.elements[name]?.value;
  const done = [
    ["held_on_y", "held_on_m", "held_on_d", "kind"].every(filled),
    all("[name=present]:checked").length > 0 || filled("n_guests"),
    filled("agenda-0-text"), filled("decision-0-text"), filled("action-0-what"), filled("remark"),
  ];
  document.querySelectorAll(".steps a").forEach((link, i) => {
    link.classList.toggle("is-done", done[i]);
    link.querySelector(".mk").textContent = done[i] ? "✓" : i + 1;
  });
}
markSteps();
count();
if (hasErrors) { dirty = true; save(); }
if (innerWidth < 1024) document.querySelector(".prev")?.removeAttribute("open");
