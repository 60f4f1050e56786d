// 通信が切れたとき: 開いていた用紙は開き直せる。ほかは「つながっていません」の画面を出す（docs/decisions/0017）
const VERSION = "takasaki-sc-{{ version }}";
const KEPT = [{% for url in kept %}"{{ url|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const OFFLINE = KEPT[0];
const LOGOUT = "{{ logout|escapejs }}";
const DAYS = 7 * 864e5;
const PATIENCE = 10000;
self.addEventListener("install", event => event.waitUntil(
  caches.open(VERSION)
    .then(cache => cache.addAll(KEPT.map(url => new Request(url, {credentials: "omit", cache: "reload"}))))
    .then(() => self.skipWaiting())));
self.addEventListener("activate", event => event.waitUntil(
  caches.keys()
    .then(names => Promise.all(names.filter(name => name.startsWith("takasaki-sc-") && name !== VERSION).map(name => caches.delete(name))))
    .then(() => self.clients.claim())));

// 用紙は static/js/device.js が "sheet <印> <いつ> <番地>" の名前でしまう
async function sheetNames(test) {
  return (await caches.keys()).filter(name => name.startsWith("sheet ") && test(name.split(" ")));
}
async function dropSheets(test) {
  await Promise.all((await sheetNames(test)).map(name => caches.delete(name)));
}
async function sheetAt(path) {
  await dropSheets(([, , at]) => Date.now() - at > DAYS);
  const names = await sheetNames(([, , , kept]) => kept === path);
  const sheets = await Promise.all(names.map(async name => (await caches.open(name)).match(path, {ignoreVary: true})));
  return sheets.findLast(Boolean); // しまいかけのものには、用紙がまだない
}
// 用紙は、電波が弱くて返事が来ないときも、しまった方を出す
async function openPage(request, path) {
  const sheet = await sheetAt(path);
  const answer = fetch(request);
  if (!sheet) return answer.catch(() => caches.match(OFFLINE));
  const late = new Promise(resolve => setTimeout(resolve, PATIENCE, sheet));
  return Promise.race([answer.catch(() => sheet), late]);
}
self.addEventListener("fetch", event => {
  const request = event.request;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "POST" && url.pathname === LOGOUT) event.waitUntil(dropSheets(() => true));
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(openPage(request, url.pathname));
  else if (url.pathname.startsWith("{{ static_url|escapejs }}")) event.respondWith(fetch(request).catch(() => caches.match(request, {ignoreVary: true})));
});
