/** When the case was opened and support called, and from where: right without being touched. */

import { html, nothing } from "lit-html";
import { kindOfField, typedMoment } from "../case/case.mjs";
import { isCalled } from "../case/lookup.mjs";
import { civilAt } from "../fields/civil.mjs";
import { fixedOffset, townOf, zoneFits, zonesOf } from "../fields/places.mjs";
import { keptText } from "../texts/promises.mjs";
import { errorText, shownErrors } from "./errors.mjs";
import { icon } from "./icons.mjs";
import { button } from "./parts.mjs";
import { puttingBack } from "./progress.mjs";

/** @import { FieldError, MomentField, View } from "../types" */

/** @param {View} v */
export function whenWhereView(v) {
  const opening = html`${stamping(v, "opened")} ${clearing(v, "opened", "moment.not-opened")}`;
  const calling = html`${stamping(v, "called")} ${clearing(v, "called", "moment.not-called")}`;
  return html`
    <details class="sc-whenwhere" id="sc-whenwhere">
      <summary>
        <span class="sc-label">${v.w.t("form.when-where")}</span
        ><span class="sc-hint">${summary(v)}</span>
      </summary>
      <div class="sc-grid">
        ${momentField(v, "opened", opening)}
        ${asksCalled(v) ? momentField(v, "called", calling) : nothing}
        ${placeField(v, "country", countryHint(v))} ${placeField(v, "zone", zoneHint(v))}
        ${subdivisionField(v)}
      </div>
    </details>
  `;
}

/**
 * Whether a call can matter, or was told all the same.
 * @param {View} v
 */
const asksCalled = (v) => isCalled(v.policy) || Boolean(v.kase.called.trim());

/**
 * @param {View} v
 * @param {MomentField} field
 */
export function stamping(v, field) {
  return shortcut(v, "stamp", "moment.just-now", field);
}

/**
 * Back to what an empty field means; nothing if it is empty.
 * @param {View} v
 * @param {MomentField} field
 * @param {string} meaning
 */
function clearing(v, field, meaning) {
  if (!typedMoment(v.kase, field).trim())
    return puttingBack(v, field, `sc-${field}`, fieldLabel(v, field));
  return shortcut(v, "clear", meaning, field);
}

/**
 * A key below a field, which says of which field it is to who does not see it there.
 * @param {View} v
 * @param {"stamp" | "clear"} action
 * @param {string} key
 * @param {MomentField} field
 */
function shortcut(v, action, key, field) {
  const label = v.w.t(key);
  const name = `${label}: ${fieldLabel(v, field)}`;
  return button(action, label, { arg: field, kind: "quiet", name });
}

/**
 * @param {View} v
 * @param {MomentField} field
 */
function fieldLabel(v, field) {
  const kind = kindOfField(field);
  return kind ? keptText(v, kind) : v.w.t(`field.${field}`);
}

/**
 * All of it in a line, for when the fields are folded away.
 * @param {View} v
 */
function summary(v) {
  const said = (/** @type {MomentField} */ field, /** @type {string} */ empty) => {
    const at = v.moments[field]?.at ?? null;
    return at === null ? typedMoment(v.kase, field) || empty : v.f.shortMoment(at, v.place.zone);
  };
  const called = said("called", v.w.t("moment.not-called"));
  return [
    v.w.t("form.when-line", { opened: said("opened", v.w.t("moment.not-opened")) }),
    asksCalled(v) ? v.w.t("form.called-line", { called }) : "",
    where(v),
  ]
    .filter(Boolean)
    .join(" ");
}

/** @param {View} v */
function where({ place, f, w }) {
  const zone = townOf(place.zone);
  if (!place.country) return w.t("form.where-nowhere", { zone });
  const country = f.country(place.country.slice(0, 2));
  return w.t(place.countryGuessed ? "form.where-guess" : "form.where-line", { country, zone });
}

/**
 * @param {View} v
 * @param {MomentField} field
 * @param {unknown} shortcuts
 */
export function momentField(v, field, shortcuts) {
  const id = `sc-${field}`;
  const error = shownErrors(v).find((e) => e.field === field);
  const at = v.moments[field]?.at ?? null;
  const kind = kindOfField(field);
  const label = fieldLabel(v, field);
  return html`
    <div class="sc-field ${error ? "sc-field--wrong" : ""}">
      <label class="sc-label" for=${id}>${label}</label>
      <div class="sc-control">
        <input
          id=${id}
          name=${field}
          type="text"
          inputmode="text"
          autocomplete="off"
          placeholder=${v.w.t(`moment.placeholder-${kind ? "answered" : field}`)}
          .value=${typedMoment(v.kase, field)}
          data-moment=${field}
          aria-describedby="${id}-help"
          aria-invalid=${error ? "true" : nothing}
        />
        ${button("pick", "", {
          arg: field,
          icon: "clock",
          kind: "icon",
          name: v.w.t("moment.pick", { field: label }),
        })}
        <input
          class="sc-picker"
          type="datetime-local"
          tabindex="-1"
          aria-hidden="true"
          data-picker=${field}
          .value=${civilAt(at ?? v.now, v.place.zone)}
        />
      </div>
      <div class="sc-shortcuts">${shortcuts}</div>
      ${help(v, id, error, momentHelp(v, field, at))}
    </div>
  `;
}

/**
 * What is wrong with a field, else what there is to say of it.
 * @param {View} v
 * @param {string} id
 * @param {FieldError | undefined} error
 * @param {string} hint
 */
function help(v, id, error, hint) {
  return html`<p class="sc-hint ${error ? "sc-hint--error" : ""}" id="${id}-help">
    ${error ? html`${icon("alert")}${errorText(v, error)}` : hint}
  </p>`;
}

/**
 * How a moment was read.
 * @param {View} v
 * @param {MomentField} field
 * @param {number | null} at
 */
function momentHelp(v, field, at) {
  if (at === null) return v.w.t(kindOfField(field) ? "moment.help-done" : `moment.help-${field}`);
  const minutes = Math.round((v.now - at) / 60000);
  const distance = v.f.roughDuration(Math.abs(minutes) * 60);
  const key =
    Math.abs(minutes) < 1
      ? "moment.read-now"
      : minutes > 0
        ? "moment.read-ago"
        : "moment.read-ahead";
  return v.w.t(key, { time: v.f.moment(at, v.place.zone), distance });
}

/**
 * A searchable list; the calculator puts the combobox into the empty element.
 * @param {View} v
 * @param {"country" | "zone"} field
 * @param {string} hint
 */
function placeField(v, field, hint) {
  const id = `sc-${field}`;
  const error = shownErrors(v).find((e) => e.field === field);
  return html`
    <div class="sc-field ${error ? "sc-field--wrong" : ""}">
      <label class="sc-label" for=${id} id="${id}-label">${v.w.t(`field.${field}`)}</label>
      <div data-own=${field}></div>
      ${help(v, id, error, hint)}
    </div>
  `;
}

/** @param {View} v */
function countryHint(v) {
  if (!v.place.countryGuessed) return v.w.t("place.country-help");
  return v.w.t(v.place.country ? "place.guessed" : "place.country-missing");
}

/** @param {View} v */
function zoneHint(v) {
  const time = v.f.time(v.now, v.place.zone);
  if (zoneFits(v.places, v.place))
    return v.w.t("place.zone-now", {
      time,
      name: fixedOffset(v.place.zone) ?? v.f.zoneName(v.place.zone, v.now),
    });
  const country = v.f.country(v.place.country.slice(0, 2));
  const count = zonesOf(v.places, v.place.country).length;
  return v.w.t("place.zone-elsewhere", { country, count, time });
}

/** @param {View} v */
function subdivisionField(v) {
  const select = regionSelect(v, "sc-subdivision");
  if (select === nothing) return nothing;
  return html`
    <div class="sc-field">
      <label class="sc-label" for="sc-subdivision">${v.w.t("field.subdivision")}</label>
      ${select}
      <p class="sc-hint" id="sc-subdivision-help">${v.w.t("place.subdivision-help")}</p>
    </div>
  `;
}

/**
 * The regions of the country to choose from; nothing if it has none.
 * @param {View} v
 * @param {string} [id] its hint is `<id>-help`
 */
export function regionSelect(v, id) {
  const country = v.place.country.slice(0, 2);
  const { list, country: loaded } = v.subdivisions;
  if (!country || country !== loaded || !list.length) return nothing;
  const option = (/** @type {string} */ value, /** @type {string} */ name) =>
    html`<option value=${value} .selected=${v.place.country === value}>${name}</option>`;
  return html`<select
    id=${id ?? nothing}
    aria-describedby=${id ? `${id}-help` : nothing}
    data-subdivision=${country}
  >
    ${option(country, v.w.t("place.whole-country"))}
    ${list.map(({ code, name }) => option(`${country}-${code}`, name))}
  </select>`;
}
