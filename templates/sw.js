// 通信が切れたときに「つながっていません」の画面を出す。個人の情報がある画面は、端末に残さない。
const VERSION = "takasaki-sc-{{ version }}";
const KEPT = [{% for url in kept %}"{{ url|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const OFFLINE = KEPT[0];
self.addEventListener("install", event => event.waitUntil(
  caches.open(VERSION)
    .then(cache => cache.addAll(KEPT.map(url => new Request(url, {credentials: "omit", cache: "reload"}))))
    .then(() => self.skipWaiting())));
self.addEventListener("activate", event => event.waitUntil(
  caches.keys()
    .then(names => Promise.all(names.filter(name => name !== VERSION).map(name => caches.delete(name))))
    .then(() => self.clients.claim())));
self.addEventListener("fetch", event => {
  const request = event.request;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => caches.match(OFFLINE)));
  else if (KEPT.includes(url.pathname)) event.respondWith(fetch(request).catch(() => caches.match(url.pathname)));
});
