/** Returns the element with an id. */
export const byId = id => document.getElementById(id);

/**
 * Creates an element. Texts are set as text, never parsed as HTML.
 *
 * @param {string} name the tag
 * @param {object} attributes by name; null and false are left out
 * @param {...(Node|string|null)} children
 */
export function element(name, attributes = {}, ...children) {
  const created = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) {
      created.setAttribute(key, value === true ? "" : String(value));
    }
  }
  created.append(...children.filter(child => child !== null && child !== ""));
  return created;
}

/** Sets the text of an element only if it differs, so that a live region does not repeat itself. */
export function setText(target, text) {
  if (target.textContent !== text) {
    target.textContent = text;
  }
}

/**
 * Makes a list show these items. Elements of items that are still there are kept, with their focus and inputs.
 *
 * @param {HTMLElement} list
 * @param {Array} items
 * @param {function(object): string} key names an item
 * @param {function(object): HTMLElement} create
 */
export function showList(list, items, key, create) {
  const present = new Map([...list.children].map(child => [child.dataset.key, child]));
  const wanted = items.map(item => {
    const name = key(item);
    const child = present.get(name) ?? create(item);
    child.dataset.key = name;
    return child;
  });
  const kept = new Set(wanted);
  [...list.children].filter(child => !kept.has(child)).forEach(child => child.remove());
  wanted.forEach((child, index) => {
    if (list.children[index] !== child) {
      list.insertBefore(child, list.children[index] ?? null);
    }
  });
}
