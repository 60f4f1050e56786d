// 書きかけ: 人ごと・用紙の番地ごと・送信の印ごとに、この端末の中だけに。30日で消える
const KEEP = 30 * 864e5;
const keyOf = ({ who, path, token }) => `draft ${who} ${path} ${token}`;

function parse(key) {
  let draft = null;
  try { draft = JSON.parse(localStorage.getItem(key)); } catch { return null; }
  if (draft && Date.now() - draft.at > KEEP) { localStorage.removeItem(key); return null; }
  return draft;
}
function keys() {
  try { return Object.keys(localStorage).filter((key) => key.startsWith("draft ")); } catch { return []; }
}

export const readAgain = (draft) => parse(keyOf(draft));
// 書けないとき（空き容量がない、など）は例外になる: 呼ぶ側が、画面でそう言う
export const writeDraft = (draft) => localStorage.setItem(keyOf(draft), JSON.stringify(draft));
export const forgetDraft = (draft) => localStorage.removeItem(keyOf(draft));
export const allDrafts = (who) => keys().filter((key) => key.startsWith(`draft ${who} `)).map(parse).filter(Boolean).sort((a, b) => b.at - a.at);
// だれのものかを言わずに、送っていない記録の数だけ
export const countWaiting = () => keys().filter((key) => parse(key)?.queued).length;

export const addressOf = (draft) => `${draft.path}#draft-${draft.token}`; // 開くと、その書きかけが戻る
export const clock = (when) => `${when.getHours()}:${String(when.getMinutes()).padStart(2, "0")}`;
export const moment = (when) => `${when.getMonth() + 1}月${when.getDate()}日 ${clock(when)}`;
