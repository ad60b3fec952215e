/** What is wrong with what was entered, once its field has been left. */

import { el } from "../page/dom.mjs";

/** @typedef {import("../types").View} View */

/** @param {View} v */
export function shownErrors(v) {
  return v.errors.filter((e) => v.ui.left.includes(e.field));
}

/**
 * @param {View} v
 * @param {import("../types").FieldError} error
 */
export function errorText(v, error) {
  const key = `error.${error.code}`;
  return v.w.t(v.w.has(key) ? key : "error.unreadable", error.params ?? {});
}

/** @param {View} v */
export function errorSummary(v) {
  const errors = shownErrors(v);
  if (!errors.length) return null;
  const field = (/** @type {string} */ name) =>
    v.w.has(`field.${name}`) ? v.w.t(`field.${name}`) : name;
  return el(
    "div",
    {
      class: "sc-errors",
      "data-key": "errors",
      role: "group",
      "aria-labelledby": "sc-errors-title",
    },
    el("p", { id: "sc-errors-title" }, el("strong", {}, v.w.t("error.title"))),
    el(
      "ul",
      {},
      ...errors.map((e) =>
        el(
          "li",
          {},
          el(
            "a",
            { href: `#sc-${e.field}`, "data-do": "focus", "data-arg": `sc-${e.field}` },
            `${field(e.field)}: ${errorText(v, e)}`,
          ),
        ),
      ),
    ),
  );
}
