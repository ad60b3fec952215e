import assert from "node:assert/strict";
import test from "node:test";
import { searcher } from "../../../calculator/web/search/ranking.mjs";
import { tokens } from "../../../calculator/web/search/spelling.mjs";

const DOCS = [
  { location: "contacts/", title: "Contacts", text: "<p>Numbers for each country.</p>" },
  { location: "contacts/#us", title: "United States", text: "<p>+1 303 555 0140</p>" },
  { location: "escalation/", title: "Escalation", text: "<p>Escalate if you cannot agree.</p>" },
  { location: "words/", title: "Words", text: "<p>phone hotline ring call escalate agree</p>" },
  { location: "hours/", title: "Hours", text: "<p>24 hours a day, 7 days a week.</p>" },
  { location: "money/", title: "Money", text: "<p>Nobody pays a penalty for a late answer.</p>" },
  { location: "steps/", title: "Steps", text: "<p>Open Manage Tickets. A partner is first.</p>" },
  { location: "glossary/", title: "Glossary", text: "<p>Night desk: who is there.</p>" },
  { location: "nights/", title: "Night desk", text: "<p>Ring the bell of a door.</p>" },
  { location: "grades/", title: "Grades", text: "<p>sev2</p>" },
  { location: "list/", title: "List", text: "<p>Tickets. We manage penalties of partners.</p>" },
];
const WORDS = {
  stop: ["what", "is", "how", "do", "i", "the", "to", "want", "at", "there", "of"],
  endings: ["ations", "ation", "ate", "ies", "ys", "y", "s"],
  keys: {
    "contacts/": "phone e-mail toll-free hotline telephone",
    "list/": "catalogue",
  },
  foreign: { "contacts/": "anrufen telefonnummer", "escalation/": "beschwerde" },
  phrases: {},
  weights: { "words/": 0.3, "glossary/": 0.3, "list/": 0.02 },
  clock: "hours",
  terms: {
    Partner: { also: ["reseller"], text: "Who sells doors." },
    Escalation: { also: ["first line"], text: "" },
    "Night desk": { also: [], text: "Who is there while others sleep." },
  },
  asks: {
    "contacts/": ["who/whom call/phone", "number call", "nobody picks"],
    "hours/": ["how long", "reply time"],
    "steps/": ["who calls"],
  },
  hints: { "hours/": ["waiting"] },
  fillers: ["desk"],
  alike: { hrs: "hours", ring: "phone" },
  levels: ["sev"],
  numbers: ["one", "two"],
  glossary: "glossary/",
  define: ["what is", "what s", "stands for", "meaning of"],
  conditions: ["when", "if"],
  vendor: "Door Bell",
};
const search = searcher(DOCS, WORDS);
const pages = (query) => search(query).items.map((items) => items[0].location.split("#")[0]);

for (const [query, page] of [
  ["how do I escalate", "escalation/"],
  ["Escalations", "escalation/"],
  ["hotline", "contacts/"],
  ["telefone", "contacts/"],
  ["esclation", "escalation/"],
  ["esaclate", "escalation/"],
  ["telefonnummer", "contacts/"],
  ["beschwerden", "escalation/"],
  ["email", "contacts/"],
  ["tollfree", "contacts/"],
  ["toll free", "contacts/"],
  ["hotl", "contacts/"],
  ["there at 3am", "hours/"],
  ["3 pm", "hours/"],
  ["14:30", "hours/"],
  ["24x7", "hours/"],
  ["penalties", "money/"],
  ["wants penalty", "money/"],
  ["manage tickets", "steps/"],
  ["reseller", "steps/"],
  ["first line", "escalation/"],
  ["catalogue of answers", "list/"],
  ["night desk", "nights/"],
  ["what is the night desk?", "glossary/"],
  ["what is a desk", "glossary/"],
  ["what is a night without end", "nights/"],
  ["who gets a hotline when nobody can agree to escalate", "contacts/"],
  ["if nobody can agree to escalate", "escalation/"],
  ["door bell hotline", "contacts/"],
  ["door", "nights/"],
  ["United States", "contacts/"],
  ["hrs", "hours/"],
  ["who do I call about a penalty", "contacts/"],
  ["whom to ring about a penalty", "contacts/"],
  ["who at the desk, sev 1, to phone about a penalty", "contacts/"],
  ["who calls about a penalty", "steps/"],
  ["how loong for a partner", "hours/"],
  ["replly time of a partner", "hours/"],
  ["waiting for escalation", "escalation/"],
  ["leave it to a partner if nobody picks it", "steps/"],
  ["what is the night desk of others", "glossary/"],
  ["what is the night desk bell", "nights/"],
  ["what is the meaning of reseller", "glossary/"],
  ["what's a reseller", "glossary/"],
  ["sev two", "grades/"],
])
  test(`“${query}” leads to ${page} first`, () => assert.equal(pages(query)[0], page));

test("a page leads its sections, whether or not its own words were found", () => {
  const [items] = search("united states").items;
  assert.deepEqual(new Set(items.map((i) => i.location)), new Set(["contacts/#us", "contacts/"]));
});

test("what was found is marked, and markup is not searched", () => {
  const [[item]] = search("agree").items;
  assert.match(item.text, /you cannot <mark>agree<\/mark>/);
  assert.deepEqual(search("p").items, []);
});

test("words that every question has do not count, unless there are no others", () => {
  assert.deepEqual(search("").items, []);
  assert.deepEqual(search("how do I").items, []);
});

test("accents, capitals and hyphens make no other word", () => {
  assert.deepEqual(tokens("Téléphone E-Mail 24x7 support’s"), [
    "telephone",
    "email",
    "24x7",
    "support",
  ]);
});

test("the word being typed is completed", () => {
  assert.deepEqual(search("please esc").suggest, ["please", "escalation"]);
});
