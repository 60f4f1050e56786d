// 書いている間に見せる数: 第何回になるか、何人になるか
const form = document.querySelector("form[data-draft]");
const number = (field) => +field?.value.normalize("NFKC").trim() || 0;

// ---- 第n回: 種類をかえると、その種類の次の回になる
const nth = form.querySelector("[data-nth]");
const box = form.elements.number;
const given = box.value;
const typed = nth.querySelector("[data-typed]");
let kindAtStart = form.elements.kind?.value;
function showNumber() {
  const kind = form.elements.kind.value;
  if (kind !== kindAtStart && box.value === given) box.value = "";
  kindAtStart = kind;
  const chosen = box.value !== given || box.matches("[aria-invalid=true]") ? number(box) : 0;
  for (const span of nth.querySelectorAll("[data-kind]")) span.hidden = !!chosen || span.dataset.kind !== kind;
  typed.hidden = !chosen;
  typed.textContent = chosen ? `第${chosen}回 になります` : "";
}

// ---- 出席: 名簿の印 + 名前を書いた方 + 人数だけの方。人数だけを書いたら、それが出席者数
const said = form.querySelector("[data-people] output");
const PREFIX = { about: "約", cumulative: "延べ", about_cumulative: "延べ約", average: "平均", about_average: "平均約" };
function showPeople() {
  const ticked = form.querySelectorAll("[name=present]:checked").length;
  const named = [...form.querySelectorAll("[data-formset=guest] [name$='-name']")].filter((field) => field.value.trim());
  const instead = number(form.elements.n_present);
  const text = instead
    ? `出席 ${PREFIX[form.elements.n_present_kind.value] || ""}${instead}人`
    : `出席 ${ticked + named.length + number(form.elements.n_guests)}人`;
  if (said.textContent !== text) said.textContent = text;
}

function show() { showNumber(); showPeople(); }
for (const kind of ["input", "change", "click"]) document.addEventListener(kind, () => setTimeout(show));
setTimeout(show);
