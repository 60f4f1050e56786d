// 書きかけ: 人ごと・用紙ごとに1つ、この端末の中だけに。30日で消える
const KEEP = 30 * 864e5;
const keyOf = (who, path) => `draft ${who} ${path}`;

function parse(key) {
  try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
}

export function readDraft(who, path) {
  const draft = parse(keyOf(who, path));
  if (draft && Date.now() - draft.at > KEEP) { forgetDraft(draft); return null; }
  return draft;
}

// 書けないとき（空き容量がない、など）は例外になる: 呼ぶ側が、画面でそう言う
export function writeDraft(draft) {
  localStorage.setItem(keyOf(draft.who, draft.path), JSON.stringify(draft));
}

export function forgetDraft({ who, path }) { localStorage.removeItem(keyOf(who, path)); }

export function allDrafts(who) {
  let keys = [];
  try { keys = Object.keys(localStorage); } catch { return []; }
  return keys.filter((key) => key.startsWith(keyOf(who, ""))).map((key) => readDraft(who, key.split(" ")[2]))
    .filter(Boolean).sort((a, b) => b.at - a.at);
}

// だれのものかを言わずに、送っていない記録の数だけ
export function countWaiting() {
  try { return Object.keys(localStorage).filter((key) => key.startsWith("draft ") && parse(key)?.queued).length; } catch { return 0; }
}

export const tokenOf = (draft) => draft.fields.find(([name]) => name === "submit_token")?.[1];
export const clock = (when) => `${when.getHours()}:${String(when.getMinutes()).padStart(2, "0")}`;
export const moment = (when) => `${when.getMonth() + 1}月${when.getDate()}日 ${clock(when)}`;
