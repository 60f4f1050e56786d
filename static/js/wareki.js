// 和暦の3つの欄: 全角を半角に、曜日を見せる、カレンダーからも入れられる
const TODAY = new Intl.DateTimeFormat("ja-JP-u-ca-japanese", { era: "long", year: "numeric" });
const eraStart = () => {
  const now = new Date();
  const year = +TODAY.formatToParts(now).find((p) => p.type === "year").value.replace("元", "1");
  return now.getFullYear() - year; // 令和なら 2018
};

function wire(box) {
  const inputs = [...box.querySelectorAll("input:not([type=date])")];
  const native = box.querySelector("input[type=date]");
  const out = box.querySelector("output");
  const show = () => {
    for (const input of inputs) {
      const tidy = input.value.normalize("NFKC").trim();
      if (tidy !== input.value && !input.matches(":focus")) input.value = tidy;
    }
    const [y, m, d] = inputs.map((i) => +i.value.normalize("NFKC").replace("元", "1"));
    if (!y || !m || !d) { out.textContent = ""; return; }
    const day = new Date(eraStart() + y, m - 1, d);
    const exists = day.getMonth() === m - 1 && day.getDate() === d;
    out.classList.toggle("is-bad", !exists);
    out.textContent = exists ? `${day.getFullYear()}年　${"日月火水木金土"[day.getDay()]}曜日` : "この日付はありません";
    if (exists) native.value = `${day.getFullYear()}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}`;
  };
  box.addEventListener("input", show);
  box.addEventListener("focusout", show);
  box.querySelector("[data-cal]").addEventListener("click", () => { try { native.showPicker(); } catch { native.focus(); } });
  native.addEventListener("change", () => {
    const [y, m, d] = native.value.split("-").map(Number);
    if (!y) return;
    [inputs[0].value, inputs[1].value, inputs[2].value] = [y - eraStart(), m, d];
    inputs[0].dispatchEvent(new Event("input", { bubbles: true }));
  });
  show();
}
document.querySelectorAll("[data-wareki]").forEach(wire);

// 時刻: 1330 や １３時半 を 13:30 に
for (const input of document.querySelectorAll("[data-time]")) {
  input.addEventListener("change", () => {
    const found = input.value.normalize("NFKC").replace(/\s/g, "").match(/^(\d{1,2})(?:[:.時])?(\d{2}|半)?分?$/);
    if (found) input.value = `${found[1]}:${found[2] === "半" ? "30" : found[2] || "00"}`;
  });
}
