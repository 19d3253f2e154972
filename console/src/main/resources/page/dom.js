// The few helpers that the page needs to write to its document; text is always set as text.

export const byId = (id) => document.getElementById(id);

/** An element with attributes and children; strings become text. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  setAll(made, attributes);
  made.append(...children.filter((child) => child != null));
  return made;
}

/** An SVG element with attributes. */
export function svg(tag, attributes = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  setAll(made, attributes);
  made.append(...children);
  return made;
}

function setAll(target, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value != null) target.setAttribute(name, value);
  }
}

/** Sets text only where it differs, so that a screen reader hears news and nothing else. */
export function say(target, text) {
  if (target.textContent !== text) target.textContent = text;
}

export function show(target, visible) {
  target.hidden = !visible;
}
