// 記録から選んだことばを「提言」の欄へ。書きかけがあれば、消さずに下へ足す。
const box = document.querySelector("textarea[name=text]");
document.querySelectorAll("[data-start]").forEach(a => a.addEventListener("click", e => {
  e.preventDefault();
  const said = box.value.trimEnd();
  box.value = said ? `${said}\n${a.dataset.start}` : a.dataset.start;
  box.focus();
}));
