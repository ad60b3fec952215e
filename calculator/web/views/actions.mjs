/** What to do now: the policy's actions as a checklist that remembers. */

import { el } from "../page/dom.mjs";
import { icon } from "./icons.mjs";
import { guideLink, policyLang, policyText, section, tel } from "./parts.mjs";

/** @typedef {import("../types").View} View */
/** @typedef {import("../types").Answer} Answer */
/** @typedef {import("../types").Action} Action */

/**
 * @param {View} v
 * @param {Answer} answer
 */
export function actionsView(v, answer) {
  const actions = answer.actions.flatMap((id) => v.policy.actions.find((a) => a.id === id) ?? []);
  if (!actions.length) return null;
  const done = actions.filter((a) => v.kase.ticks.includes(a.id)).length;
  return section(
    "actions",
    v.w.t("actions.title"),
    el("p", { class: "sc-hint" }, v.w.t("actions.done", { count: actions.length, done })),
    el("ol", { class: "sc-actions" }, ...actions.map((a) => actionView(v, answer, a))),
  );
}

/**
 * @param {View} v
 * @param {Answer} answer
 * @param {Action} action
 */
function actionView(v, answer, action) {
  const id = `sc-action-${action.id}`;
  const ticked = v.kase.ticks.includes(action.id);
  return el(
    "li",
    { class: ticked ? "sc-action sc-action--done" : "sc-action", "data-key": id },
    el("input", {
      type: "checkbox",
      id,
      checked: ticked,
      "data-tick": action.id,
      "aria-describedby": `${id}-text`,
    }),
    el("label", { for: id, lang: policyLang(v) }, action.label),
    el(
      "div",
      { class: "sc-action__text", id: `${id}-text` },
      policyText(v, action.text, "p"),
      channelLink(v, action),
      action.does === "call" ? phones(v, answer) : null,
    ),
  );
}

/**
 * @param {View} v
 * @param {Action} action
 */
function channelLink(v, action) {
  const channel = v.policy.channels.find((c) => c.id === action.channel);
  if (!channel) return null;
  return el(
    "p",
    { class: "sc-action__links" },
    channel.url
      ? el(
          "a",
          {
            class: "sc-button sc-button--primary",
            href: channel.url,
            target: "_blank",
            rel: "noopener",
          },
          icon("external"),
          el("span", { lang: policyLang(v) }, channel.name),
          el("span", { class: "sc-visually-hidden" }, v.w.t("actions.new-tab")),
        )
      : null,
    " ",
    guideLink(v, channel.id, v.w.t("actions.steps")),
  );
}

/**
 * The numbers, the reporter's own first.
 * @param {View} v
 * @param {Answer} answer
 */
function phones(v, answer) {
  const numbers = answer.contacts.phones.flatMap(
    (id) => v.policy.phones.find((p) => p.id === id) ?? [],
  );
  return el(
    "ul",
    { class: "sc-phones" },
    ...numbers.map((phone, index) =>
      el(
        "li",
        { class: index === 0 ? "sc-phones__first" : null },
        el("span", { class: "sc-phones__place", lang: policyLang(v) }, phone.location),
        tel(phone.number),
        phone.toll_free ? el("span", { class: "sc-hint" }, v.w.t("actions.toll-free")) : null,
      ),
    ),
  );
}
