// 日付と時刻を、人が書くとおりに読む。councils/forms/fields.py と同じ答えになること（tests/loose.py の表で両方を試す）
const DIGITS = "〇一二三四五六七八九";
const FIRST = Date.UTC(1873, 0, 1); // それより前は旧暦
const WEEKDAYS = "日月火水木金土";

function kanji(text) {
  if (!text.includes("十")) return [...text].map((c) => DIGITS.indexOf(c)).join("");
  const [tens, ones] = text.split("十");
  return (tens ? +kanji(tens) : 1) * 10 + (ones ? +kanji(ones) : 0);
}
function tidy(text, units) {
  const plain = text.normalize("NFKC").replace(/[\s\u200b-\u200f\u2060\ufeff]/g, "").replace(/(\d)[\u2010-\u2015\u2212ー](?=\d)/g, "$1-").replace("元年", "1年");
  return plain.replace(new RegExp(`[〇一二三四五六七八九十]+(?=${units})`, "g"), kanji).toUpperCase();
}
const first = (patterns, text) => patterns.map((p) => text.match(p)?.groups).find(Boolean);

// ---- 時刻
const HALF = "(?<before>午前|午後|[AP]\\.?M\\.?)?";
const TIMES = [
  `^${HALF}(?<hour>\\d\\d?)[:.](?<minute>\\d\\d)(?::00)?(?<after>[AP]\\.?M\\.?)?$`,
  `^${HALF}(?<hour>\\d\\d?)時(?:(?<minute>\\d\\d?)分?|(?<half>半))?$`,
  "^(?<hour>\\d\\d?)(?<minute>\\d\\d)$",
  "^(?<before>[AP]\\.?M\\.?)(?<hour>\\d\\d?)$",
  "^(?<hour>\\d\\d?)(?<after>[AP]\\.?M\\.?)$",
].map((pattern) => new RegExp(pattern));

// 「13:30」。読めなければ null（なぜ読めないかは、サーバーが言う）
export function readTime(text) {
  const plain = tidy(text, "時|分");
  if (plain === "正午") return "12:00";
  const found = first(TIMES, plain);
  if (!found) return null;
  const side = (found.before || found.after || "").replaceAll(".", "");
  let hour = +found.hour;
  const minute = found.half ? 30 : +(found.minute || 0);
  if ((side === "午前" || side === "午後") && hour === 12) return null; // 正午か夜中か分からない
  if ((side === "AM" || side === "PM") && hour === 12) hour = 0;
  if ((side === "午後" || side === "PM") && hour < 12) hour += 12;
  else if ((side === "午前" || side === "AM") && hour > 12) return null;
  return hour > 23 || minute > 59 ? null : `${hour}:${String(minute).padStart(2, "0")}`;
}

// ---- 日付。eras: [["令和", "R", "2019-05-01"], …] 新しい順
const ERA = "(?<era>令和?|平成?|昭和?|大正?|明治?|[RHSTM]\\.?)";
const WHOLE = [
  `^(?:${ERA}|西暦)?(?<year>\\d+)年(?<month>\\d+)月(?:(?<day>\\d+)日|(?<end>末)日?)$`,
  "^(?<month>\\d+)/(?<day>\\d+)$",
  `^${ERA}?(?<year>\\d+)[./-](?<month>\\d+)[./-](?<day>\\d+)(?:T?00:00(?::00)?)?$`,
  `^${ERA}?(?<year>\\d+)[./-](?<month>\\d+)月(?<end>末)$`,
  `^${ERA}(?<year>\\d\\d)(?<month>\\d\\d)(?<day>\\d\\d)$`,
  "^(?<year>\\d{4})(?<month>\\d\\d)(?<day>\\d\\d)$",
  "^(?<month>\\d+)月(?:(?<day>\\d+)日|(?<end>末)日?)$",
].map((pattern) => new RegExp(pattern));
const YEAR = new RegExp(`^(?:${ERA}|西暦)?(?<year>\\d{1,4})年$`);
const WEEKDAY = /(?:\(([月火水木金土日])(?:曜日?)?(?:[・,、]?[祝休]日?)?\)|(日)([月火水木金土日])曜日?)$/;
const TAIL = /(?:現在|時点|まで|迄|発行|号)$/;
const start = (era) => Date.parse(era[2]);
const utc = (y, m, d) => (y < 100 ? NaN : Date.UTC(y, m - 1, d));

// 元号のない「8」は、今の元号の8年
function gregorian(year, name, eras) {
  const named = name && eras.find(([words, letter]) => name[0] === words[0] || name[0] === letter);
  if (!named && year.length === 4) return [+year, null];
  const era = named ?? eras[0];
  return [+year >= 1 && +year <= 99 ? +era[2].slice(0, 4) + +year - 1 : NaN, era];
}
function day(y, m, d, era, eras) {
  const at = utc(y, m, d);
  const when = new Date(at);
  if (Number.isNaN(at) || when.getUTCMonth() !== m - 1 || when.getUTCDate() !== d || at < FIRST) return null;
  const newer = era ? eras[eras.indexOf(era) - 1] : null;
  return era && (at < start(era) || (newer && at >= start(newer))) ? null : when;
}
// 年のない「11/3」は、今日にいちばん近い年の日
function nearest(m, dayIn, today) {
  const year = today.getFullYear();
  const here = Date.UTC(year, today.getMonth(), today.getDate());
  const days = [year, year - 1, year + 1].map((y) => day(y, m, dayIn(y), null, [])).filter(Boolean);
  return days.reduce((best, one) => (best && Math.abs(best - here) <= Math.abs(one - here) ? best : one), null);
}

// 1つの欄に書かれた日付の全部（「R8.11.3」など）。日付の全部でなければ undefined、ない日なら null
export function readWhole(text, eras, today) {
  let body = tidy(text, "年|月|日").replace(TAIL, "");
  const week = body.match(WEEKDAY);
  if (week) body = body.slice(0, week.index) + (week[2] ?? "");
  const found = first(WHOLE, body);
  if (!found) return undefined;
  const m = +found.month;
  const dayIn = (y) => (found.end ? new Date(Date.UTC(y, m, 0)).getUTCDate() : +found.day);
  const [y, era] = found.year === undefined ? [] : gregorian(found.year, found.era, eras);
  const when = found.year === undefined ? nearest(m, dayIn, today) : day(y, m, dayIn(y), era, eras);
  return when && week && WEEKDAYS[when.getUTCDay()] !== (week[1] ?? week[3]) ? null : when;
}

// 年・月・日の3つの欄。1つめに全部書いてあれば、それ
export function readBoxes(boxes, eras, today = new Date()) {
  const whole = readWhole(boxes[0], eras, today);
  if (whole !== undefined) return whole;
  const [year, month, date] = ["年", "月", "日"].map((unit, i) => tidy(boxes[i].trim().replace(new RegExp(`${unit}$`), "") + unit, unit));
  const [named, m, d] = [year.match(YEAR)?.groups, month.match(/^(\d+)月$/)?.[1], date.match(/^(\d+)日$/)?.[1]];
  if (!named || !m || !d) return null;
  const [y, era] = gregorian(named.year, named.era, eras);
  return day(y, +m, +d, era, eras);
}

// 欄に入れる書き方: 今の元号なら「8」、ほかは「H31」
export function boxesOf(when, eras, today = new Date()) {
  const at = +when;
  const era = eras.find((one) => start(one) <= at);
  const year = when.getUTCFullYear() - +era[2].slice(0, 4) + 1;
  const isNow = era === eras.find((one) => start(one) <= +today);
  return [isNow ? String(year) : era[1] + year, String(when.getUTCMonth() + 1), String(when.getUTCDate())];
}
