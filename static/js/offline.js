// この端末に残っている書きかけの一覧。見せるのは、いまこの端末を使っている人の分だけ
import { lastOwner } from "./device.js";
import { addressOf, allDrafts, forgetDraft, moment } from "./drafts.js";

const list = document.querySelector("[data-drafts]");
const row = document.querySelector("template[data-draft-row]");

function words(draft, box) {
  for (const [label, value] of draft.lines ?? []) {
    box.append(Object.assign(document.createElement("dt"), { textContent: label || "ことば" }), Object.assign(document.createElement("dd"), { textContent: value }));
  }
}

function show(draft) {
  const item = row.content.cloneNode(true).firstElementChild;
  const put = (name, text) => { item.querySelector(`[data-${name}]`).textContent = text; };
  const state = draft.queued ? "つながったら自動で送ります" : draft.refused !== undefined ? "送れませんでした。開いて直してください" : "書きかけです";
  put("about", draft.about);
  put("state", `${moment(new Date(draft.at))} に書いたもの。${state}。`);
  item.querySelector("[data-open]").href = addressOf(draft);
  words(draft, item.querySelector("[data-words]"));
  item.querySelector("[data-forget]").addEventListener("click", () => {
    forgetDraft(draft);
    item.remove();
    tell();
  });
  list.append(item);
}

const tell = () => { document.querySelector("[data-none]").hidden = !!list.children.length; };
allDrafts(lastOwner()).forEach(show);
document.querySelector("[data-here]").hidden = false;
tell();
// つながっているのに、一覧を見に来たとき
if (location.pathname === "/offline/" && navigator.onLine) {
  const head = document.querySelector("h1");
  head.textContent = head.dataset.list;
  document.querySelector("[data-cut]").hidden = true;
}
addEventListener("online", () => { if (location.pathname !== "/offline/") location.reload(); });
