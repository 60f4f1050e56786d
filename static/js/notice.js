// 画面の上に出す知らせ
export function notify(id, kind, title, { text = "", links = [] } = {}) {
  const box = document.createElement("div");
  box.id = id;
  box.className = `banner banner--${kind} banner--flash`;
  box.setAttribute("role", kind === "err" ? "alert" : "status");
  const sign = document.createElement("b");
  sign.textContent = kind === "ok" ? "✓" : "！";
  sign.setAttribute("aria-hidden", "true");
  const words = document.createElement("div");
  const head = document.createElement("p");
  head.className = "banner__t";
  head.textContent = title;
  words.append(head);
  if (text) words.append(Object.assign(document.createElement("p"), { textContent: text }));
  const acts = document.createElement("div");
  acts.className = "acts";
  for (const [label, href] of links) acts.append(Object.assign(document.createElement("a"), { className: "btn btn--outline btn--sm", href, textContent: label }));
  box.append(sign, words, acts);
  document.getElementById(id)?.remove();
  document.getElementById("net")?.after(box);
  return box;
}
export const unnotify = (id) => document.getElementById(id)?.remove();
