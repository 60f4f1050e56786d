// 町内会の行を増やす
import { wireRows } from "./rows.js";

const form = document.querySelector("[data-rowform]");
if (form) wireRows(form, () => {});
