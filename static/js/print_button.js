// 印刷ボタン: JavaScript が使えるときだけ出す
document.querySelectorAll("[data-print]").forEach(b => { b.hidden = false; b.addEventListener("click", () => print()); });
