import { element } from "./dom.js";

const WORDS = { waiting: "waiting", ok: "well", busy: "at work", attention: "worth a look" };

/** Draws the six steps of the loop. */
export function drawStrip(list, steps) {
  list.replaceChildren(...steps.map(step));
}

function step({ name, state, figure, detail }) {
  return element(
    "li",
    { "data-level": state },
    element("span", { class: "step-name" },
      element("span", { class: "dot", "aria-hidden": "true" }),
      name,
      element("span", { class: "unseen" }, ` (${WORDS[state]})`)),
    element("strong", {}, figure),
    element("span", { class: "detail", title: detail }, detail),
  );
}
