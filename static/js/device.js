// この端末に残すもの: だれが使っているか、通信がなくても開ける用紙（docs/decisions/0017）
const KEEP = 7 * 864e5;
const SHEET = /^\/(councils\/.+\/(new|record|edit)|activities\/(diary|consultations)\/(new|voice))\/$/;
const NOTE = "owner";

// 利用者の印（名前ではない）。"" は、だれもログインしていない画面。null は、何も言わない画面
export const owner = () => document.querySelector("meta[name=owner]")?.content ?? null;
export const lastOwner = () => { try { return localStorage.getItem(NOTE) || ""; } catch { return ""; } };

// 名前だけで分かるようにする: "sheet <印> <いつ> <番地>"
async function kept() {
  const names = "caches" in window ? await caches.keys() : [];
  return names.filter((name) => name.startsWith("sheet ")).map((name) => {
    const [, who, at, path] = name.split(" ");
    return { name, who, at: +at, path };
  });
}
const drop = async (test) => Promise.all((await kept()).filter(test).map((sheet) => caches.delete(sheet.name)));
export const dropSheet = (path) => drop((sheet) => sheet.path === path);

// どの画面でも: ほかの人の用紙、ログアウトした人の用紙、古い用紙は、もう開けない
export async function tidyDevice() {
  const who = owner();
  if (who === null) return;
  try { who ? localStorage.setItem(NOTE, who) : localStorage.removeItem(NOTE); } catch { /* 保存できない端末 */ }
  await drop((sheet) => sheet.who !== who || Date.now() - sheet.at > KEEP);
}

function filesOfPage() {
  const tags = [...document.querySelectorAll("link[rel=stylesheet], link[rel=modulepreload], link[rel=icon], script[src]")].map((el) => el.href || el.src);
  const read = performance.getEntriesByType("resource").map((entry) => entry.name); // import で読まれたものも、公開用の名前のまま
  return [...new Set([...tags, ...read])].filter((url) => url.startsWith(`${location.origin}/static/`));
}

// いま開いている用紙を、通信がなくても開けるようにする
export async function keepSheet() {
  const [path, who] = [location.pathname, owner()];
  if (!who || !SHEET.test(path) || !("caches" in window)) return;
  const answer = await fetch(path, { cache: "no-store" });
  const isOurs = answer.ok && !answer.redirected && (await answer.clone().text()).includes(`name="owner" content="${who}"`);
  if (!isOurs || owner() !== who) return;
  const name = `sheet ${who} ${Date.now()} ${path}`;
  const cache = await caches.open(name);
  await Promise.allSettled(filesOfPage().map((url) => cache.add(url)));
  await cache.put(path, answer);
  await drop((sheet) => sheet.path === path && sheet.name !== name);
}
