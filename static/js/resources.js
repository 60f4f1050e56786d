// 地域の資源の地図。一覧だけでもすべて見られるので、地図が出なくても何も失われない。
const L = window.L, el = document.getElementById("map"), note = document.getElementById("mapnote");
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
  const draw = () => fill(map, group, byId);
  draw();
  document.addEventListener("htmx:afterSettle", draw);
  document.addEventListener("click", e => {
    const wanted = e.target.closest("button[data-view]");
    if (wanted) view(wanted.dataset.view, map, draw);
    const locate = e.target.closest("[data-locate]");
    if (locate) find(locate.dataset.locate, map, group, byId, draw);
  });
}

// 地図の絵が読めないとき（通信のない会場など）は、市のかたちだけを出す
async function outline(map, tiles) {
  map.removeLayer(tiles);
  note.textContent = "いまは地図の絵を読みこめないため、市のおおよその形だけを表示しています。一覧はそのまま使えます。";
  const answer = await fetch(el.dataset.outline);
  if (!answer.ok) return;
  const shape = await answer.json();
  map.createPane("outline").style.zIndex = 350;
  L.geoJSON(shape, {interactive: false, pane: "outline", style: {color: "#6b8f78", weight: 2, fillColor: "#d5e3d9", fillOpacity: 1}, attribution: "国土数値情報（N03）を加工"}).addTo(map);
}

function icon(css) {
  const pin = document.createElement("span");
  pin.className = "pin k-" + css;
  const drawn = document.getElementById("icons").content.querySelector(`[data-i=${css}]`);
  if (drawn) pin.append(drawn.firstElementChild.cloneNode(true));
  return L.divIcon({html: pin, className: "", iconSize: [34, 34], iconAnchor: [4, 34], popupAnchor: [13, -32]});
}

function popup(point) {
  const box = document.createElement("div"), name = document.createElement("h3");
  name.textContent = point.name;
  box.append(name, [point.label, point.when].filter(Boolean).join("　"), document.createElement("br"), point.where);
  return box;
}

function fill(map, group, byId) {
  const found = document.getElementById("points");
  if (!found) return;
  group.clearLayers(); byId.clear();
  const points = JSON.parse(found.textContent);
  for (const point of points) {
    const marker = L.marker([point.lat, point.lng], {icon: icon(point.css), title: point.name, alt: `${point.label} ${point.name}`}).bindPopup(popup(point));
    group.addLayer(marker); byId.set(String(point.id), marker);
  }
  if (points.length && el.offsetWidth) map.fitBounds(group.getBounds().pad(.1), {maxZoom: points.length > 1 ? 14 : 15});
}

function find(id, map, group, byId, draw) {
  view("map", map, draw);
  const marker = byId.get(id);
  if (!marker) { note.textContent = "この資源は、件数が多いため地図に出ていません。ことばや地区でしぼってください。"; return; }
  group.zoomToShowLayer(marker, () => marker.openPopup());
  if (innerWidth < 1024) el.scrollIntoView({block: "center"});
}

function view(name, map, draw) {
  if (!grid) return;
  const changed = grid.dataset.view !== name;
  grid.dataset.view = name;
  document.querySelectorAll(".switch button").forEach(b => b.setAttribute("aria-pressed", b.dataset.view === name));
  map.invalidateSize();
  if (changed && el.offsetWidth) draw();
}

if (el && L) start();
