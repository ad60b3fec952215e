/** The searchable lists of countries and zones, in the places that the form keeps for them. */

import { browserZone } from "./civil.mjs";
import { Combobox } from "./combobox.mjs";
import { cityOf, countryChoices, countryOf, zoneChoices } from "./places.mjs";

/** @import { View } from "../types" */
/** @typedef {"country" | "zone"} Field */

export class PlaceBoxes {
  /** @type {Partial<Record<Field, Combobox>>} */
  #boxes = {};

  /**
   * @param {HTMLElement} root
   * @param {(field: Field, value: string) => void} placed
   */
  constructor(root, placed) {
    this.root = root;
    this.placed = placed;
  }

  /** Shows the place of a view. @param {View} v */
  show(v) {
    for (const field of /** @type {Field[]} */ (["country", "zone"])) this.#fill(field, v);
    const here = browserZone();
    const country = v.place.country.slice(0, 2);
    this.#boxes.country?.set(
      () => countryChoices(v.places, v.f, v.policy, countryOf(v.places, here), navigator.languages),
      v.place.wrongCountry || country,
      v.place.wrongCountry || v.f.country(country),
    );
    this.#boxes.zone?.set(
      () => zoneChoices(v.places, v.f, country, here),
      v.place.wrongZone || v.place.zone,
      v.place.wrongZone || cityOf(v.place.zone),
    );
  }

  /** Takes the lists away, to be made anew in another language. */
  clear() {
    for (const host of this.root.querySelectorAll("[data-own=country], [data-own=zone]"))
      host.replaceChildren();
  }

  /**
   * @param {Field} field
   * @param {View} v
   */
  #fill(field, { w }) {
    const host = this.root.querySelector(`[data-own="${field}"]`);
    if (!host || host.firstChild) return;
    const labels = {
      likely: w.t("place.likely"),
      others: w.t("place.others"),
      none: w.t("place.none"),
      one: w.t("place.found", { count: 1 }),
      many: w.t("place.found", { count: "%d" }),
    };
    // What names nothing stays as it was typed, and is shown to be wrong.
    this.#boxes[field] = new Combobox(host, `sc-${field}`, labels, (value, typed) =>
      this.placed(field, value || typed),
    );
  }
}
