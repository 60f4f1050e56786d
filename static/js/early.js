// 画面のしくみを読み終わる前に押されたボタンは、覚えておいて、読み終わったら押し直す（電波が弱いと、読み終わるまで数秒かかる）
(() => {
  const pressed = [];
  const remember = (event) => { const button = event.target.closest("button[type=button]"); if (button) pressed.push(button); };
  document.addEventListener("click", remember, true);
  document.addEventListener("DOMContentLoaded", () => {
    document.removeEventListener("click", remember, true);
    pressed.forEach((button) => button.click());
  });
})();
