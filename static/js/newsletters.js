// 写真の「見せたい所」: 押した所を % で欄に入れる。なくても数字で入れられる
const frame = document.querySelector("[data-focus]");
const [x, y] = ["x", "y"].map(side => document.getElementById(`id_focus_${side}`));
const spot = frame?.querySelector(".nl-focus__spot");
const show = () => { spot.style.left = `${x.value}%`; spot.style.top = `${y.value}%`; };
if (frame && x && y) {
  show();
  [x, y].forEach(field => field.addEventListener("input", show));
  frame.addEventListener("click", event => {
    const box = frame.getBoundingClientRect();
    if (!event.clientX && !event.clientY) return;             // キーボードで押したときは動かさない
    x.value = Math.round(100 * (event.clientX - box.left) / box.width);
    y.value = Math.round(100 * (event.clientY - box.top) / box.height);
    show();
  });
}
