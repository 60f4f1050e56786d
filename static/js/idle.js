// ログアウトの前に知らせ、続けるボタンを出す（WCAG 2.2.1）。時刻は、サーバーが言う残りの秒から数える
const WARN = 5 * 60; // 秒。残りが短いときは、その半分
const LOOK = 5_000;
const box = document.getElementById("idle");
const find = (name) => box.querySelector(`[data-${name}]`);
const owner = () => document.querySelector("meta[name=owner]")?.content;
const others = box && "BroadcastChannel" in window ? new BroadcastChannel("idle") : null; // 同じ方の、ほかのタブ
const WORDS = {
  soon: "しばらく操作がないためです。ボタンを押すと、このまま続けられます。入力した内容は、そのまま残ります。",
  whole: "ログインから12時間になるためで、延ばせません。いまのうちに、書いたものを送ってください。",
  failed: "続けられませんでした。通信を確かめて、もう一度押してください。入力した内容は、そのまま残っています。",
  over: "書いたものは、この画面に残っています。写してから、ログインし直してください。",
};
let [end, warnAt, movable, told, back] = [0, 0, true, "", null];

function count(seconds, canMove) {
  end = Date.now() + seconds * 1000;
  warnAt = end - Math.min(WARN, seconds / 2) * 1000;
  [movable, told] = [canMove, ""];
  look();
}

function look() {
  const [now, minutes] = [Date.now(), Math.ceil((end - Date.now()) / 60_000)];
  if (now < warnAt || (!navigator.onLine && minutes > 0)) {
    told = "";
    return hide();
  }
  find("title").textContent = minutes > 0 ? `あと${minutes}分でログアウトします` : "ログアウトしました";
  say(minutes > 0 ? (movable ? "soon" : "whole") : "over");
}

function say(kind) { // 同じことは、1度だけ言う。閉じた知らせも、もう出さない
  if (kind === told) return;
  told = kind;
  find("text").textContent = WORDS[kind];
  find("keep").hidden = kind === "whole" || kind === "over";
  document.getElementById("idle-said").textContent = `${find("title").textContent}。${WORDS[kind]}`;
  const isNew = box.hidden;
  box.hidden = false;
  // 書いている途中の方からは、焦点を取らない
  if (!isNew || document.activeElement?.matches("input, textarea, select, [contenteditable]")) return;
  back = document.activeElement;
  (find("keep").hidden ? find("close") : find("keep")).focus();
}

function hide() {
  const inside = box.contains(document.activeElement);
  box.hidden = true;
  if (inside) (back?.isConnected && back !== document.body ? back : document.getElementById("main")).focus({ preventScroll: true });
}

async function keep() {
  const body = new URLSearchParams({ csrfmiddlewaretoken: document.querySelector("[name=csrfmiddlewaretoken]").value });
  try {
    const answer = await fetch(box.dataset.url, { method: "POST", body, redirect: "error" });
    if (!answer.ok) throw new Error("refused");
    const { seconds, movable: canMove } = await answer.json();
    count(seconds, canMove);
    others?.postMessage({ who: owner(), seconds, canMove });
  } catch { say("failed"); }
}

if (box) {
  find("keep").addEventListener("click", keep);
  find("close").addEventListener("click", hide);
  box.addEventListener("keydown", (event) => { if (event.key === "Escape" && !event.isComposing) hide(); });
  others?.addEventListener("message", ({ data }) => { if (data.who === owner()) count(data.seconds, data.canMove); });
  const { seconds, movable: canMove } = box.dataset;
  count(+seconds, canMove === "1");
  others?.postMessage({ who: owner(), seconds: +seconds, canMove: canMove === "1" });
  setInterval(look, LOOK);
  document.addEventListener("visibilitychange", look);
}
