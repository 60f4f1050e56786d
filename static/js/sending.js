// 送ること: ボタンの「送っています…」と、用紙をサーバーへ届ける1回の試み
const PATIENCE = 15_000;
const LOGIN = "/accounts/";
const MY_PAGE = "/accounts/me/";

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
  return document.cookie.match(/draft-done=([\w-]+)/)?.[1] === draft.token;
}

function ask(path, options) {
  const headers = { "X-Sheet": "1" }; // 転送先は本文ではなく、見出し X-Sheet-Location で返ってくる
  return fetch(path, { headers, cache: "no-store", signal: AbortSignal.timeout(PATIENCE), ...options });
}

function meaning(answer, draft) {
  const url = answer.headers.get("X-Sheet-Location");
  if (url && isReceived(draft)) return { state: "sent", url };
  if (url?.startsWith(LOGIN)) return { state: "login", url };
  if (url) return { state: "refused", url }; // 受け取らずに、ほかの画面へ: 確定ずみ、など
  if (answer.status === 403) return { state: "stale" };
  if (answer.status >= 500 || answer.status === 429) return { state: "later" };
  return { state: "refused" };
}

async function attempt(draft, csrf) {
  const body = new URLSearchParams([...draft.fields, ["csrfmiddlewaretoken", csrf]]);
  try {
    const answer = await ask(draft.action, { method: "POST", body });
    return { ...meaning(answer, draft), html: answer.status === 204 ? "" : await answer.text() };
  } catch { return { state: "later" }; }
}

// いま本当にログインしている人の画面: 新しい合い言葉（CSRF）と、だれなのか
async function freshPage(draft) {
  const answer = await ask(MY_PAGE);
  if (!answer.ok || answer.status === 204) return meaning(answer, draft);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return { who: page.querySelector("meta[name=owner]")?.content, csrf: page.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "" };
}

// ほかの人のログインでは、決して送らない。同じ submit_token なので、2度届いても1件になる
export async function deliver(draft) {
  let page;
  try { page = await freshPage(draft); } catch { return { state: "later" }; }
  if (page.state) return page;
  if (page.who !== draft.who) return { state: "other" };
  const result = await attempt(draft, page.csrf);
  return { ...result, csrf: page.csrf, state: result.state === "stale" ? "refused" : result.state };
}

// 開いている用紙をそのまま送る。合い言葉が古ければ、もらい直して1回だけ
export async function sendOpen(draft, csrf) {
  const result = await attempt(draft, csrf);
  return result.state === "stale" ? deliver(draft) : result;
}

// 直すところがあるときは、ふつうに送る: どこを直すかは、サーバーの画面が用紙の上で言う
export function openForMending(draft) {
  const form = Object.assign(document.createElement("form"), { method: "post", action: draft.action, hidden: true });
  const csrf = document.querySelector("[name=csrfmiddlewaretoken]").value;
  for (const [name, value] of [...draft.fields, ["csrfmiddlewaretoken", csrf]]) form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  document.body.append(form);
  HTMLFormElement.prototype.submit.call(form);
}
