// 何枚もの写真を1枚ずつ送る: 弱い電波でも、送れた分は残り、どこまで進んだかが見える。なくても一度に送れる
const form = document.querySelector("[data-one-by-one]");

async function send(file) {
  const body = new FormData(form);
  body.delete("images");
  body.set("images", file);
  body.set("alone", "1");
  const answer = await fetch(form.action || location.href, { method: "POST", body });
  if (answer.ok && !answer.redirected) return "";
  return answer.status === 422 ? (await answer.text()).replace("1枚め: ", "") : "送れませんでした。通信を確かめて、もう一度お試しください。";
}

async function sendAll(input, box) {
  const [bar, words, faults] = ["progress", "p", "ul"].map((tag) => box.querySelector(tag));
  const files = [...input.files];
  box.hidden = false;
  faults.replaceChildren();
  for (const [n, file] of files.entries()) {
    words.textContent = `${files.length}枚のうち ${n + 1}枚めを送っています…`;
    const fault = await send(file).catch(() => "通信が切れています。つながったら、もう一度お試しください。");
    bar.value = (n + 1) / files.length;
    if (fault) faults.append(Object.assign(document.createElement("li"), { textContent: `${file.name}：${fault}` }));
  }
  const nBad = faults.childElementCount;
  words.textContent = `${files.length - nBad}枚を台帳に入れました。${nBad ? "入らなかった写真は、下のとおりです。" : ""}`;
  return nBad;
}

form?.addEventListener("submit", async (event) => {
  const input = form.querySelector("[type=file]");
  const box = form.querySelector(".nr-sending");
  if (input.files.length < 2) return; // 1枚なら、ふつうに送る
  event.preventDefault();
  const button = form.querySelector("[type=submit]");
  button.disabled = true;
  try { if (!await sendAll(input, box)) location.assign(form.dataset.oneByOne); } finally { button.disabled = false; }
});
