// 地域の資源の地図。一覧だけでもすべて見られるので、地図が出なくても何も失われない。
const L = window.L, el = document.getElementById("map"), note = document.getElementById("mapnote");
const aside = document.getElementById("pointnote");
const grid = document.querySelector(".rgrid");

function start() {
  const map = L.map(el, {center: [36.335, 139.01], zoom: 12, minZoom: 8, maxZoom: 18, scrollWheelZoom: false, keyboard: true});
  map.attributionControl.setPrefix(false);
  const tiles = L.tileLayer("https://cyberjapandata.gsi.go.jp/xyz/pale/{z}/{x}/{y}.png", {minZoom: 8, maxZoom: 18, attribution: '<a href="https://maps.gsi.go.jp/development/ichiran.html">地理院タイル</a>'}).addTo(map);
  tiles.once("tileerror", () => outline(map, tiles));
  const group = L.markerClusterGroup
    ? L.markerClusterGroup({maxClusterRadius: 44, showCoverageOnHover: false, iconCreateFunction: c => L.divIcon({html: `<span class="clus">${c.getChildCount()}</span>`, className: "", iconSize: [42, 42]})})
    : L.featureGroup();
  group.addTo(map);
  const byId = new Map();
  let drawn;
  const draw = async () => {
    const told = await points();
    if (told === drawn) return; // 同じ印なら、開いている吹き出しを閉じない
    drawn = told;
    fill(map, group, byId, told);
  };
  draw();
  document.addEventListener("htmx:afterSettle", draw);
  document.addEventListener("click", e => {
    const wanted = e.target.closest("button[data-view]");
    if (wanted) view(wanted.dataset.view, map, draw);
    const locate = e.target.closest("[data-locate]");
    if (locate) find(locate.dataset.locate, map, group, byId, draw);
  });
  document.addEventListener("keydown", e => { if (e.key === "Escape") map.closePopup(); });
}

// 印は一覧とは別に、地図が見えているときだけ読む。同じ条件なら二度読まない
let read = {search: null, points: []}, n = 0;
async function points() {
  const inside = document.getElementById("points");
  if (inside) return JSON.parse(inside.textContent);
  if (!el.offsetWidth || read.search === location.search) return read.points;
  const asked = ++n, search = location.search;
  try {
    const answer = await fetch(el.dataset.points + search, {headers: {Accept: "application/json"}});
    if (!answer.ok) throw new Error(answer.status);
    const told = await answer.json();
    if (asked !== n) return read.points;
    read = {search, points: told.points};
    aside.textContent = told.points.length < told.most ? "" : `多いため、地図には${told.most}件までを出しています。一覧にはすべて出ています。`;
  } catch {
    aside.textContent = "いまは地図の印を読みこめません。一覧はそのまま使えます。";
  }
  return read.points;
}

// 地図の絵が読めないとき（通信のない会場など）は、市のかたちだけを出す
async function outline(map, tiles) {
  map.removeLayer(tiles);
  if (!el.dataset.outline) { note.textContent = "いまは地図の絵を読みこめません。一覧はそのまま使えます。"; return; }
  note.textContent = "いまは地図の絵を読みこめないため、市のおおよその形だけを表示しています。一覧はそのまま使えます。";
  const answer = await fetch(el.dataset.outline);
  if (!answer.ok) return;
  const shape = await answer.json();
  map.createPane("outline").style.zIndex = 350;
  L.geoJSON(shape, {interactive: false, pane: "outline", style: {color: "#6b8f78", weight: 2, fillColor: "#d5e3d9", fillOpacity: 1}, attribution: "国土数値情報（N03）を加工"}).addTo(map);
}

function icon(css, rough) {
  const pin = document.createElement("span");
  pin.className = "pin k-" + css + (rough ? " pin--rough" : "");
  const drawn = document.getElementById("icons").content.querySelector(`[data-i=${css}]`);
  if (drawn) pin.append(drawn.firstElementChild.cloneNode(true));
  return L.divIcon({html: pin, className: "", iconSize: [34, 34], iconAnchor: [4, 34], popupAnchor: [13, -32]});
}

function popup(point) {
  const box = document.createElement("div"), name = document.createElement("h3");
  if (grid) { const link = document.createElement("a"); link.href = point.url; link.textContent = point.name; name.append(link); } else name.textContent = point.name;
  box.append(name, [point.label, point.when].filter(Boolean).join("　"), document.createElement("br"), point.where);
  if (point.rough) box.append(document.createElement("br"), "およその位置（町の中ほど）");
  return box;
}

function fill(map, group, byId, points) {
  group.clearLayers(); byId.clear();
  for (const point of points) {
    const marker = L.marker([point.lat, point.lng], {icon: icon(point.css, point.rough), title: point.name, alt: `${point.label} ${point.name}`}).bindPopup(popup(point));
    group.addLayer(marker); byId.set(String(point.id), marker);
  }
  if (points.length && el.offsetWidth) map.fitBounds(group.getBounds().pad(.1), {maxZoom: points.length > 1 ? 14 : 15});
}

async function find(id, map, group, byId, draw) {
  await view("map", map, draw);
  const marker = byId.get(id);
  if (!marker) { aside.textContent = "この資源は、件数が多いため地図に出ていません。ことばや地区でしぼってください。"; return; }
  group.zoomToShowLayer(marker, () => marker.openPopup());
  if (innerWidth < 1024) el.scrollIntoView({block: "center"});
}

async function view(name, map, draw) {
  if (!grid) return;
  const changed = grid.dataset.view !== name;
  grid.dataset.view = name;
  document.querySelectorAll(".switch button").forEach(b => b.setAttribute("aria-pressed", b.dataset.view === name));
  map.invalidateSize();
  if (changed && el.offsetWidth) await draw();
}

if (el && L) start();
