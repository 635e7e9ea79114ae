import { addItem, remaining } from "./list.js";

const form = document.querySelector("#new-item");
const list = document.querySelector("#items");
const count = document.querySelector("#count");

let items = [];

/** Draws the list again from what is in `items`. */
function show() {
  list.replaceChildren(
    ...items.map((item) => {
      const entry = document.createElement("li");
      const label = document.createElement("label");
      const box = document.createElement("input");
      box.type = "checkbox";
      box.checked = item.done;
      box.addEventListener("change", () => {
        item.done = box.checked;
        show();
      });
      entry.classList.toggle("done", item.done);
      label.append(box, " ", item.text);
      entry.append(label);
      return entry;
    }),
  );
  count.textContent = `${remaining(items)} to do`;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  items = addItem(items, form.elements.text.value);
  form.reset();
  show();
});

show();
