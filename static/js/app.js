import "./counting.js";
import { tidyDevice } from "./device.js";
import "./idle.js";
import { startOutbox } from "./outbox.js";
import { lock, unlock } from "./sending.js";

// 変換を確定する Enter で送信しない。長い用紙では、1行の欄の Enter は何もしない
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  const composing = event.isComposing || event.keyCode === 229; // Safari は確定のあと 229 だけが来る
  const oneLine = event.target.matches?.("input:not([type=submit],[type=button],[type=checkbox],[type=radio],[type=file])");
  if (oneLine && (composing || event.target.form?.matches("[data-draft]"))) event.preventDefault();
}, true);

// 通信の状態
const net = document.getElementById("net");
const showNet = () => { if (net) net.hidden = navigator.onLine; };
addEventListener("online", showNet);
addEventListener("offline", showNet);
showNet();

// 二重送信の防止（送信の印 submit_token で、サーバーでも1件にする）
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "get" || event.defaultPrevented) return;
  if (form.dataset.sending) { event.preventDefault(); return; }
  if (!navigator.onLine) { event.preventDefault(); net?.scrollIntoView({ block: "center" }); return; }
  lock(form, event.submitter);
});
addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[data-sending]").forEach(unlock);
});
if ("serviceWorker" in navigator) navigator.serviceWorker.register("/sw.js").catch(() => {});
document.getElementById("errsum")?.focus();
tidyDevice().then(startOutbox).catch(() => {}); // 保存を断る端末でも、画面はそのまま使える

// 開いた自分のメニューは Esc で閉じ、開いたところへ戻る
document.addEventListener("keydown", (event) => {
  const menu = document.querySelector("details.me[open]");
  if (event.key !== "Escape" || event.isComposing || !menu) return;
  const inside = menu.contains(document.activeElement);
  menu.open = false;
  if (inside) menu.querySelector("summary").focus();
});

// 押したボタンごと置きかわった行には、その行に焦点を返す（キーボードの方が、はじめへ飛ばされないように）
let left = null;
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  left = detail.target.contains(document.activeElement) ? detail.target.id : null;
});
document.addEventListener("htmx:afterSettle", () => {
  const place = left && document.activeElement === document.body && document.getElementById(left);
  left = null;
  if (!place) return;
  place.tabIndex = -1;
  place.focus({ preventScroll: true });
});
