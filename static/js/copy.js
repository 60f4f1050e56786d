// アドレスをコピーする: 使える端末だけにボタンを出す。使えないときは、文字を選んでコピーできる
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
    button.lastChild.textContent = "コピーしました";
    button.setAttribute("aria-live", "polite");
  });
}
