// 住所を写しとる: 使える端末だけにボタンを出す。使えないときは、文字を選んで写せる
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
    button.lastChild.textContent = "写しとりました";
    button.setAttribute("aria-live", "polite");
  });
}
