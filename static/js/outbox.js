// 送れなかった記録を、つながったときに送る。どの画面を開いていても動く
import { dropSheet, owner } from "./device.js";
import { allDrafts, countWaiting, forgetDraft, readAgain, writeDraft } from "./drafts.js";
import { notify } from "./notice.js";
import { deliver, isReceived, openForMending } from "./sending.js";

const AGAIN = 60_000;
const HERE = "/offline/"; // この端末に残っている記録の一覧
let timer;

export async function settle(draft) {
  forgetDraft(draft);
  await dropSheet(draft.path);
}

// サーバーが受け取ったと言った書きかけは、どの画面で気づいても消す
export const settleReceived = () => Promise.all(allDrafts(owner()).filter(isReceived).map(settle));

// 「：開催日は…」。何も言われなければ ""
function firstFault(html) {
  const page = new DOMParser().parseFromString(html || "", "text/html");
  const fault = page.querySelector("#errsum li") ?? page.querySelector("#errsum h2");
  return fault ? `：${fault.textContent.trim()}` : "";
}

async function sent(draft, url) {
  await settle(draft);
  if (document.querySelector("[name=submit_token]")?.value === draft.token) { location.assign(url); return; } // その用紙が開いている
  notify("outbox", "ok", "送れました", { text: draft.about, links: [["送った記録を見る", url]] });
}

// 直すまで、どの画面でも言う
function tellRefused(draft) {
  if (location.pathname === draft.path) return; // 用紙の画面では、「続きから書く」が出る
  const text = `${draft.about}　書いたことは、この端末に残っています。`;
  const box = notify(`refused-${draft.token}`, "err", `送れませんでした${draft.refused}`, { text, links: [["書いた分を見る", HERE]] });
  const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn--primary btn--sm", textContent: "用紙を開いて直す" });
  button.addEventListener("click", () => openForMending(draft));
  box.querySelector(".acts").prepend(button);
}

async function sendOne(waiting) {
  const draft = readAgain(waiting); // 別の画面が先に送ったかもしれない
  if (!draft?.queued) return true;
  const result = await deliver(draft);
  if (result.state === "sent") await sent(draft, result.url);
  else if (result.state === "login") notify("outbox", "warn", "送っていない記録があります", { text: "ログインし直すと送ります。書いたことは、この端末に残っています。", links: [["ログインする", result.url]] });
  else if (result.state === "refused") {
    const told = { ...draft, queued: false, refused: firstFault(result.html) };
    writeDraft(told);
    tellRefused(told);
  }
  return result.state !== "later";
}

function stillWaiting(drafts) {
  notify("outbox", "warn", `まだ送れていない記録が${drafts.length}件あります`, { text: "つながったら自動で送ります。画面を閉じても大丈夫です。", links: [["中身を見る", HERE]] });
  clearTimeout(timer);
  timer = setTimeout(flush, AGAIN);
}

async function sendAll() {
  const waiting = allDrafts(owner()).filter((draft) => draft.queued);
  if (!waiting.length) return;
  const isReached = navigator.onLine && (await waiting.reduce(async (before, draft) => (await before) && sendOne(draft), Promise.resolve(true)));
  if (!isReached) stillWaiting(allDrafts(owner()).filter((draft) => draft.queued));
}

// 2つの画面が同時に送らない（2つめの守りは、サーバーの submit_token）
export async function flush() {
  if (!owner()) return;
  if (!navigator.locks) { await sendAll(); return; }
  await navigator.locks.request("outbox", { ifAvailable: true }, async (free) => { if (free) await sendAll(); });
}

function tellAtTheDoor() {
  const n = location.pathname.startsWith("/accounts/login/") ? countWaiting() : 0;
  if (n) notify("outbox", "warn", `この端末に、まだ送っていない記録が${n}件あります`, { text: "書いた方がログインすると送ります。" });
}

export async function startOutbox() {
  if (owner() === "") tellAtTheDoor();
  if (!owner()) return;
  await settleReceived();
  allDrafts(owner()).filter((draft) => draft.refused !== undefined).forEach(tellRefused);
  addEventListener("online", flush);
  await flush();
}
