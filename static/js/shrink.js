// 写真は、送る前に長い辺 1600px の JPEG にする: 弱い電波でも送れ、撮った場所（EXIF）も残らない
const LONGEST = 1600;
const QUALITY = 0.82;

async function shrunk(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) });
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff"; // JPEG には透明がない
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  return new File([blob], `${file.name.replace(/\.\w+$/, "")}.jpg`, { type: "image/jpeg", lastModified: file.lastModified });
}

// 読めない写真（HEIC など）は、そのまま送る: サーバーが何とかするか、どうすればよいかを言う
async function lighter(file) {
  if (!file.type.startsWith("image/") || file.type === "image/svg+xml") return file;
  try { return await shrunk(file); } catch { return file; }
}

async function take(input) {
  const form = input.form;
  const carried = new DataTransfer();
  const button = form?.querySelector("[type=submit]");
  if (button) button.disabled = true; // 縮め終わるまで、元の大きな写真を送らない
  try {
    for (const file of input.files) carried.items.add(await lighter(file));
    input.files = carried.files;
    input.dataset.shrunk = input.files.length;
  } finally { if (button) button.disabled = false; }
}

document.addEventListener("change", (event) => {
  if (event.target.matches("input[type=file][data-shrink]")) take(event.target).catch(() => {});
});
