/** When the case was opened and support called, and from where: right without being touched. */

import { el } from "../page/dom.mjs";
import { icon } from "./icons.mjs";
import { civilAt } from "../fields/civil.mjs";
import { cityOf, zoneFits, zonesOf } from "../fields/places.mjs";
import { understood } from "../case/request.mjs";
import { button } from "./parts.mjs";
import { errorText, shownErrors } from "./errors.mjs";

/** @typedef {import("../types").View} View */
/** @typedef {import("../types").MomentField} MomentField */

/** @param {View} v */
export function whenWhereView(v) {
  return el(
    "details",
    { class: "sc-whenwhere", "data-key": "whenwhere", id: "sc-whenwhere" },
    el(
      "summary",
      {},
      el("span", { class: "sc-label" }, v.w.t("form.when-where")),
      el("span", { class: "sc-hint" }, summary(v)),
    ),
    el(
      "div",
      { class: "sc-grid" },
      momentField(v, "opened", [clearing(v, "opened", "moment.now")]),
      momentField(v, "called", [stamping(v, "called"), clearing(v, "called", "moment.not-called")]),
      placeField(v, "country", countryHint(v)),
      placeField(v, "zone", zoneHint(v)),
      subdivisionField(v),
    ),
  );
}

/**
 * @param {View} v
 * @param {MomentField} field
 */
export function stamping(v, field) {
  return button("stamp", v.w.t("moment.just-now"), {
    arg: field,
    kind: "quiet",
    key: `${field}-now`,
  });
}

/**
 * Back to what an empty field means; nothing if it is empty.
 * @param {View} v
 * @param {MomentField} field
 * @param {string} meaning
 */
function clearing(v, field, meaning) {
  if (!v.kase[field].trim()) return null;
  return button("clear", v.w.t(meaning), { arg: field, kind: "quiet", key: `${field}-empty` });
}

/**
 * All of it in a line, for when the fields are folded away.
 * @param {View} v
 */
function summary(v) {
  const said = (/** @type {MomentField} */ field, /** @type {string} */ empty) => {
    const { at } = understood(v.kase[field], v.now, v.place.zone, v.w.locale);
    return at === null ? v.kase[field] || empty : v.f.shortMoment(at, v.place.zone);
  };
  const country = v.place.country
    ? v.f.country(v.place.country.slice(0, 2))
    : v.w.t("place.no-country");
  return v.w.t(v.place.countryGuessed ? "form.when-where-guess" : "form.when-where-line", {
    opened: said("opened", v.w.t("moment.now")),
    called: said("called", v.w.t("moment.not-called")),
    country,
    zone: cityOf(v.place.zone),
  });
}

/**
 * @param {View} v
 * @param {MomentField} field
 * @param {(HTMLElement | null)[]} shortcuts
 */
export function momentField(v, field, shortcuts) {
  const id = `sc-${field}`;
  const error = shownErrors(v).find((e) => e.field === field);
  const { at } = understood(v.kase[field], v.now, v.place.zone, v.w.locale);
  return el(
    "div",
    { class: `sc-field${error ? " sc-field--wrong" : ""}`, "data-key": `field-${field}` },
    el("label", { class: "sc-label", for: id }, v.w.t(`field.${field}`)),
    el(
      "div",
      { class: "sc-control" },
      el("input", {
        id,
        name: field,
        type: "text",
        inputmode: "text",
        autocomplete: "off",
        placeholder: v.w.t(`moment.placeholder-${field}`),
        value: v.kase[field],
        "data-moment": field,
        "aria-describedby": `${id}-help`,
        "aria-invalid": error ? "true" : null,
      }),
      button("pick", [], {
        arg: field,
        icon: "clock",
        kind: "icon",
        name: v.w.t("moment.pick", { field: v.w.t(`field.${field}`) }),
        key: `pick-${field}`,
      }),
      el("input", {
        class: "sc-picker",
        type: "datetime-local",
        tabindex: "-1",
        "aria-hidden": "true",
        "data-picker": field,
        value: civilAt(at ?? v.now, v.place.zone),
      }),
    ),
    el(
      "p",
      { class: error ? "sc-hint sc-hint--error" : "sc-hint", id: `${id}-help` },
      ...momentHelp(v, field, at, error),
    ),
    el("div", { class: "sc-shortcuts" }, ...shortcuts),
  );
}

/**
 * How a moment was read, or what is wrong with it.
 * @param {View} v
 * @param {MomentField} field
 * @param {number | null} at
 * @param {import("../types").FieldError | undefined} error
 */
function momentHelp(v, field, at, error) {
  if (error) return [icon("alert"), errorText(v, error)];
  if (at === null) return [v.w.t(`moment.help-${field}`)];
  const minutes = Math.round((v.now - at) / 60000);
  const distance = v.f.roughDuration(Math.abs(minutes) * 60);
  const key =
    Math.abs(minutes) < 1
      ? "moment.read-now"
      : minutes > 0
        ? "moment.read-ago"
        : "moment.read-ahead";
  return [v.w.t(key, { time: v.f.moment(at, v.place.zone), distance })];
}

/**
 * A searchable list; the calculator puts the combobox into the empty element.
 * @param {View} v
 * @param {"country" | "zone"} field
 * @param {import("../page/dom.mjs").Child[]} hint
 */
function placeField(v, field, hint) {
  const id = `sc-${field}`;
  const error = shownErrors(v).find((e) => e.field === field);
  return el(
    "div",
    { class: `sc-field${error ? " sc-field--wrong" : ""}`, "data-key": `field-${field}` },
    el("label", { class: "sc-label", for: id, id: `${id}-label` }, v.w.t(`field.${field}`)),
    el("div", { "data-own": field, "data-key": `${field}-box` }),
    el(
      "p",
      { class: error ? "sc-hint sc-hint--error" : "sc-hint", id: `${id}-help` },
      ...(error ? [icon("alert"), errorText(v, error)] : hint),
    ),
  );
}

/** @param {View} v */
function countryHint(v) {
  return [
    v.w.t(
      v.place.countryGuessed
        ? v.place.country
          ? "place.guessed"
          : "place.country-missing"
        : "place.country-help",
    ),
  ];
}

/** @param {View} v */
function zoneHint(v) {
  const time = v.f.time(v.now, v.place.zone);
  if (!zoneFits(v.places, v.place)) {
    const count = zonesOf(v.places, v.place.country).length;
    return [
      v.w.t("place.zone-elsewhere", {
        country: v.f.country(v.place.country.slice(0, 2)),
        count,
        time,
      }),
    ];
  }
  return [v.w.t("place.zone-now", { time, name: v.f.zoneName(v.place.zone, v.now) })];
}

/** @param {View} v */
function subdivisionField(v) {
  const country = v.place.country.slice(0, 2);
  const { list, country: loaded } = v.subdivisions;
  if (!country || country !== loaded || !list.length) return null;
  return el(
    "div",
    { class: "sc-field", "data-key": "field-subdivision" },
    el("label", { class: "sc-label", for: "sc-subdivision" }, v.w.t("field.subdivision")),
    el(
      "select",
      {
        id: "sc-subdivision",
        "aria-describedby": "sc-subdivision-help",
        "data-subdivision": country,
      },
      el(
        "option",
        { value: country, selected: v.place.country === country },
        v.w.t("place.whole-country"),
      ),
      ...list.map(({ code, name }) => {
        const value = `${country}-${code}`;
        return el(
          "option",
          { value, selected: v.place.country === value },
          name === code ? code : `${name}`,
        );
      }),
    ),
    el("p", { class: "sc-hint", id: "sc-subdivision-help" }, v.w.t("place.subdivision-help")),
  );
}
