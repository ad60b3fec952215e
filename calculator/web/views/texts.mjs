/** Texts ready to paste: the case, and the written escalation with what it still lacks. */

import { html, nothing } from "lit-html";
import {
  caseText,
  escalationDraft,
  escalationRegion,
  mailto,
  missingParts,
  partValue,
} from "../texts/drafts.mjs";
import { icon } from "./icons.mjs";
import { doneButton, fold, policyLang, policyParagraph, section, troubleView } from "./parts.mjs";

/** @import { Answer, Point, Region, View } from "../types" */

/**
 * @param {View} v
 * @param {Answer} answer
 */
export function textsView(v, answer) {
  return section(
    "texts",
    v.w.t("texts.title"),
    html`${fold("case-text", v.w.t("texts.case"), casePart(v, answer))}
    ${
      v.policy.escalation.contents.length || escalationRegion(v, answer)
        ? fold("escalation-draft", v.w.t("texts.escalation"), draftPart(v, answer))
        : nothing
    }`,
  );
}

/**
 * @param {View} v
 * @param {Answer} answer
 */
function casePart(v, answer) {
  const { subject, body } = caseText(v, answer);
  return html`
    <p class="sc-hint">${v.w.t("texts.case-hint")}</p>
    ${preview(v, v.w.t("texts.case"), subject, body)}
    <div class="sc-buttons">
      ${doneButton(v, "copy", "case-subject", v.w.t("texts.copy-subject"), "copy")}
      ${doneButton(v, "copy", "case-body", v.w.t("texts.copy-body"), "copy")}
      ${troubleView(v, ["case-subject", "case-body"])}
    </div>
  `;
}

/**
 * @param {View} v
 * @param {string} name
 * @param {string} subject
 * @param {string} body
 */
function preview(v, name, subject, body) {
  // Focusable, as a long one scrolls.
  return html`
    <div
      class="sc-preview"
      tabindex="0"
      role="region"
      aria-label=${v.w.t("texts.preview", { name })}
      lang=${policyLang(v)}
    >
      <p class="sc-preview__subject">${subject}</p>
      <pre>${body}</pre>
    </div>
  `;
}

/**
 * @param {View} v
 * @param {Answer} answer
 */
function draftPart(v, answer) {
  const missing = missingParts(v);
  const draft = escalationDraft(v, answer);
  const region = escalationRegion(v, answer);
  const complete = missing.length
    ? v.w.t("texts.missing", { parts: v.f.list(missing.map((p) => p.label)) })
    : v.w.t("texts.complete");
  const mail = (/** @type {Region} */ { contact, name }, /** @type {string} */ email) =>
    html`<a class="sc-button sc-button--primary" href=${mailto(email, draft)} data-key="mailto"
      >${icon("mail")}${v.w.t("texts.mail", { name: contact?.name || name })}</a
    >`;
  return html`
    ${v.policy.escalation.contents.map((point) => draftField(v, point))}
    ${
      v.policy.escalation.contents.length
        ? html`<p class="sc-missing ${missing.length ? "" : "sc-missing--none"}">
            ${icon(missing.length ? "alert" : "checked")}<span>${complete}</span>
          </p>`
        : nothing
    }
    ${preview(v, v.w.t("texts.escalation"), draft.subject, draft.body)}
    <div class="sc-buttons">
      ${region?.contact?.email ? mail(region, region.contact.email) : nothing}
      ${doneButton(v, "copy", "escalation", v.w.t("texts.copy"), "copy")}
      ${doneButton(v, "save", "escalation", v.w.t("texts.save"), "download")}
      ${troubleView(v, ["escalation"])}
    </div>
  `;
}

/**
 * @param {View} v
 * @param {Point} point
 */
function draftField(v, point) {
  const id = `sc-draft-${point.id}`;
  return html`
    <div class="sc-field">
      <label class="sc-label" for=${id} lang=${policyLang(v)}>${point.label}</label>
      ${policyParagraph(v, point.text)}
      <textarea
        id=${id}
        rows="2"
        data-draft=${point.id}
        .value=${partValue(v, point.id)}
      ></textarea>
    </div>
  `;
}
