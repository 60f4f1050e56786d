// 長い用紙: 書いたそばから端末に残し、切れても続きから書け、送れなければ預かる（docs/decisions/0013, 0017）
import { keepSheet, owner } from "./device.js";
import { allDrafts, clock, forgetDraft, moment, writeDraft } from "./drafts.js";
import { notify, unnotify } from "./notice.js";
import { settle } from "./outbox.js";
import { fitRows, wireRows } from "./rows.js";
import { lock, sendOpen, unlock } from "./sending.js";

const form = document.querySelector("form[data-draft]");
const who = owner();
const path = location.pathname;
const one = (selector) => form.querySelector(selector);
const isWords = (field) => field.matches("textarea, input:not([type]), input[type=text]") && !field.closest("template");
const hasErrors = !!document.getElementById("errsum");
const mark = form.elements.submit_token;
// しまってあった用紙を2回開いて2つの会議を書いても、1つと間違えられないように
if (mark && !hasErrors && crypto.randomUUID) mark.value = crypto.randomUUID();

// ---- 自動保存
let dirty = false; // サーバーにまだ届いていない
let isPending = false; // 端末にもまだ残していない
let isRestoring = false;
let timer;
const say = (text) => { const line = one("[data-save]"); if (line) line.textContent = text; };
const fields = () => [...new FormData(form)].filter(([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string");
// 用紙が開けなくなっても読めるように、ことばだけも残す
const lines = () => [...form.elements].filter((field) => isWords(field) && field.value.trim() && !field.closest("[data-wareki]"))
  .map((field) => [field.labels[0]?.firstChild.textContent.trim() ?? "", field.value]);
const about = () => [document.querySelector("h1").textContent.trim(), [...form.querySelectorAll("[data-wareki] input:not([type=date])")].slice(1, 3).map((box, i) => box.value && box.value + "月日"[i]).join("")].filter(Boolean).join("　");
const draftNow = () => ({ who, path, token: mark?.value || "-", action: new URL(form.getAttribute("action") || path, location.href).pathname, at: Date.now(), about: about(), fields: fields(), lines: lines() });

function save(more = {}) {
  clearTimeout(timer);
  isPending = false;
  markSteps();
  const draft = { ...draftNow(), ...more };
  try {
    writeDraft(draft);
    say(`この端末に ${clock(new Date())} 保存しました`);
  } catch {
    say("この端末に保存できません（空き容量を確かめてください）");
    return null;
  }
  return draft;
}
function changed() {
  if (form.dataset.sending || isRestoring) return;
  dirty = isPending = true;
  unnotify("queued"); // 書き直したら、預かりはやめる: 途中のものを送らない
  clearTimeout(timer);
  timer = setTimeout(save, 800);
}
form.addEventListener("input", changed);
form.addEventListener("change", changed);
wireRows(form, changed);
const savePending = () => { if (isPending && !form.dataset.sending) save(); };
addEventListener("pagehide", savePending);
document.addEventListener("visibilitychange", () => { if (document.hidden) savePending(); });
addEventListener("beforeunload", (event) => { if (dirty && !form.dataset.sending) event.preventDefault(); });

// ---- 続きから書く
function restore(saved) {
  const given = new Map();
  for (const [name, value] of saved) given.set(name, [...(given.get(name) || []), value]);
  for (const box of form.querySelectorAll("[data-formset]")) fitRows(box, given.get(`${box.dataset.formset}-TOTAL_FORMS`)?.[0]);
  for (const field of form.elements) {
    if (!field.name || field.name === "csrfmiddlewaretoken" || field.type === "file") continue;
    const values = given.get(field.name);
    if (field.type === "checkbox" || field.type === "radio") field.checked = !!values?.includes(field.value);
    else if (values) field.value = values[0];
  }
  isRestoring = true; // 数え直しや曜日のために知らせるが、書き直したことにはしない
  form.querySelectorAll("[data-wareki] input[name]").forEach((box) => box.dispatchEvent(new Event("input", { bubbles: true })));
  form.dispatchEvent(new Event("change", { bubbles: true }));
  isRestoring = false;
}
const bar = document.getElementById("restore");
function goOn(draft) {
  bar.hidden = true;
  restore(draft.fields);
  save({ queued: draft.queued });
}
function offer(draft) {
  const version = draft.fields.find(([name]) => name === "version")?.[1];
  const isOvertaken = version !== undefined && form.elements.version && version !== form.elements.version.value;
  const more = isOvertaken ? "そのあと、この記録が、ほかの画面から直されました。続きから書いて保存すると、両方を見比べる画面が出ます。" : "";
  bar.querySelector("[data-when]").textContent = `${moment(new Date(draft.at))} まで書いた分です。${more}`;
  bar.querySelector("[data-restore]").onclick = () => goOn(draft);
  bar.querySelector("[data-discard]").onclick = () => { forgetDraft(draft); bar.hidden = true; };
  bar.hidden = false;
}

// ---- 送る
function queue() {
  unlock(form);
  if (!save({ queued: true })) return;
  dirty = false;
  say("送るのを待っています");
  notify("queued", "warn", "いまは送れないので、この端末で預かりました", { text: "つながったら自動で送ります。画面を閉じても大丈夫です。", links: [["預かっている記録", "/offline/"]] }).scrollIntoView({ block: "center" });
}
async function send(event) {
  event.preventDefault();
  if (form.dataset.sending) return;
  const draft = save();
  if (!draft) { mend(); return; } // 端末に残せないなら、ふつうに送る
  lock(form, event.submitter ?? one("[type=submit]"));
  const result = navigator.onLine ? await sendOpen(draft, form.elements.csrfmiddlewaretoken.value) : { state: "later" };
  if (result.state === "later") { queue(); return; }
  dirty = false;
  if (result.state === "sent") await settle(draft);
  if (result.url) location.assign(result.url);
  else if (result.state === "other") tellOther();
  else mend(result.csrf);
}
function mend(csrf) { // ふつうに送る: どこを直すかは、サーバーの画面が用紙の上で言う
  if (csrf) form.elements.csrfmiddlewaretoken.value = csrf;
  HTMLFormElement.prototype.submit.call(form);
}
function tellOther() {
  unlock(form);
  notify("queued", "err", "別の方がログインしています", { text: "書いたことは、この端末に残っています。書いた方がログインし直してから送ってください。" }).scrollIntoView({ block: "center" });
}
if (!form.querySelector("input[type=file]")) form.addEventListener("submit", send);
addEventListener("pageshow", (event) => { if (event.persisted && form.dataset.sending) location.reload(); });

// ---- 目次の印: 区切りの中に、ことばか印が1つでもあれば済み
function markSteps() {
  document.querySelectorAll(".steps a").forEach((link, i) => {
    const part = document.getElementById(link.hash.slice(1));
    const isDone = [...(part?.querySelectorAll("input, textarea") ?? [])].some((field) => (isWords(field) && field.value.trim()) || (field.type === "checkbox" && field.checked));
    link.classList.toggle("is-done", isDone);
    link.querySelector(".mk").textContent = isDone ? "✓" : i + 1;
  });
}

// ---- 開いたとき
const left = allDrafts(who).filter((draft) => draft.path === path);
const chosen = left.find((draft) => location.hash === `#draft-${draft.token}`); // 一覧から選んで開いた
const latest = left.find((draft) => !draft.queued); // 送るのを待っている記録は、新しい用紙のじゃまをしない
if (hasErrors) { dirty = true; save(); } else if (chosen) goOn(chosen); else if (latest) offer(latest);
markSteps();
addEventListener("load", () => { if (navigator.onLine) keepSheet().catch(() => {}); });
