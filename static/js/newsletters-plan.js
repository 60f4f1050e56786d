// 割りつけ: 点の印をつかんで動かす。離したら、全部の並びを一度に送る。なくても矢印と「へ移す」で同じことができる
const order = document.getElementById("order");
if (order && window.Sortable) {
  document.querySelectorAll(".np-grip, .np-drag").forEach((el) => { el.hidden = false; });
  const places = () => [...document.querySelectorAll("[data-page]")].flatMap((list) => [...list.querySelectorAll("[data-block]")].map((block) => `${block.dataset.block}:${list.dataset.page}`)).join(",");
  const before = places();
  document.querySelectorAll("[data-page]").forEach((list) => {
    window.Sortable.create(list, {
      group: "blocks", handle: ".np-grip", animation: 120, ghostClass: "is-moving", forceFallback: true,
      onEnd() {
        if (places() === before) return;
        order.elements.places.value = places();
        order.requestSubmit();
      },
    });
  });
}
