// 送ること: ボタンの「送っています…」と、用紙をサーバーへ届ける1回の試み
import { tokenOf } from "./drafts.js";

const PATIENCE = 15_000;
const LOGIN = "/accounts/";

export function lock(form, button) {
  form.dataset.sending = "1";
  if (!button) return;
  button.dataset.words = button.innerHTML;
  button.textContent = "送っています…";
  button.setAttribute("aria-disabled", "true");
}

export function unlock(form) {
  delete form.dataset.sending;
  const button = form.querySelector("[data-words]");
  if (!button) return;
  button.innerHTML = button.dataset.words;
  delete button.dataset.words;
  button.removeAttribute("aria-disabled");
}

// サーバーが「この印の記録はもらった」と言ったか
export function isReceived(draft) {
  const said = document.cookie.match(/draft-done=([\w-]+)/)?.[1];
  return !!said && said === tokenOf(draft);
}

function ask(path, options) {
  const headers = { "X-Sheet": "1" }; // 転送先は本文ではなく、見出し X-Sheet-Location で返ってくる
  return fetch(path, { headers, cache: "no-store", signal: AbortSignal.timeout(PATIENCE), ...options });
}

function meaning(answer, draft) {
  const url = answer.headers.get("X-Sheet-Location");
  if (url && isReceived(draft)) return { state: "sent", url };
  if (url?.startsWith(LOGIN)) return { state: "login", url };
  if (url) return { state: "elsewhere", url }; // ほかの方が先に記録した、確定ずみ、など
  if (answer.status === 403) return { state: "stale" };
  if (answer.status >= 500 || answer.status === 429) return { state: "later" };
  return { state: "refused" };
}

async function attempt(draft, fields) {
  try {
    const answer = await ask(draft.path, { method: "POST", body: new URLSearchParams(fields) });
    return { ...meaning(answer, draft), html: answer.status === 204 ? "" : await answer.text() };
  } catch { return { state: "later" }; }
}

// 用紙を開き直して新しい合い言葉（CSRF）をもらい、同じ submit_token で送る
export async function deliver(draft) {
  let page;
  try {
    const answer = await ask(draft.path);
    if (!answer.ok || answer.status === 204) return meaning(answer, draft);
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch { return { state: "later" }; }
  if (page.querySelector("meta[name=owner]")?.content !== draft.who) return { state: "other" };
  const csrf = page.querySelector("main [name=csrfmiddlewaretoken]")?.value ?? "";
  const result = await attempt(draft, [...draft.fields, ["csrfmiddlewaretoken", csrf]]);
  return result.state === "stale" ? { state: "refused" } : result;
}

// 開いている用紙をそのまま送る。合い言葉が古ければ、もらい直して1回だけ
export async function sendOpen(draft, csrf) {
  const result = await attempt(draft, [...draft.fields, ["csrfmiddlewaretoken", csrf]]);
  return result.state === "stale" ? deliver(draft) : result;
}
