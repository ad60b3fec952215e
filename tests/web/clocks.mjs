// The clocks of Vienna by today's rule, and UTC, for tests that need a zone.
const VIENNA = {
  offsets: [60],
  steps: "0",
  times: "",
  rule: [60, 120, 3, 5, 0, 120, 10, 5, 0, 180],
};

export const CLOCKS = {
  since: 1980,
  clocks: [
    { zones: "Europe/Vienna", ...VIENNA },
    { zones: "UTC", offsets: [0], steps: "0", times: "", rule: [0] },
  ],
};
