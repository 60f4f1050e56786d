/* 押すたびに、出席の人数を言いなおす */
for (const people of document.querySelectorAll("[data-count]")) {
  const said = people.querySelector("output");
  const count = () => { said.textContent = `出席 ${people.querySelectorAll(":checked").length}人`; };
  people.addEventListener("change", count);
  count();
}
