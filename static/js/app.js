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
  if (form.method === "get") return;
  if (form.dataset.sending) { event.preventDefault(); return; }
  if (!navigator.onLine) { event.preventDefault(); net?.scrollIntoView({ block: "center" }); return; }
  form.dataset.sending = "1";
  const button = event.submitter;
  if (!button) return;
  button.dataset.words = button.innerHTML;
  button.textContent = "送っています…";
  button.setAttribute("aria-disabled", "true");
});
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-sending]")) {
    delete form.dataset.sending;
    const button = form.querySelector("[data-words]");
    if (button) { button.innerHTML = button.dataset.words; button.removeAttribute("aria-disabled"); }
  }
});
if ("serviceWorker" in navigator) navigator.serviceWorker.register("/sw.js").catch(() => {});
document.getElementById("errsum")?.focus();
