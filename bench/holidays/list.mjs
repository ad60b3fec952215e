// Public holidays as date-holidays knows them: `node list.mjs FIRST LAST PLACE...` prints, as JSON, from
// each place (`GB`, `GB-ENG`) to its days and their names.
import Holidays from "date-holidays";

const DAY = 86_400_000;
const [first, last, ...places] = process.argv.slice(2);
const years = Array.from({ length: Number(last) - Number(first) + 1 }, (_, i) => Number(first) + i);

/** @param {string} place */
function daysOf(place) {
  const [country = "", region] = place.split("-");
  const known = new Holidays(country, region ?? "", { types: ["public"], timezone: "UTC" });
  /** @type {Record<string, string>} */
  const days = {};
  for (const holiday of years.flatMap((year) => known.getHolidays(year, "en"))) {
    const start = Date.parse(holiday.date.slice(0, 10));
    const length = Math.max(1, Math.round((Number(holiday.end) - Number(holiday.start)) / DAY));
    for (let i = 0; i < length; i++) {
      const day = new Date(start + i * DAY).toISOString().slice(0, 10);
      days[day] = days[day] ? `${days[day]}; ${holiday.name}` : holiday.name;
    }
  }
  return days;
}

console.log(JSON.stringify(Object.fromEntries(places.map((place) => [place, daysOf(place)]))));
