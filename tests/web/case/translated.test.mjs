// A policy in another language: each text by its name, what has none as it is.
import assert from "node:assert/strict";
import { test } from "node:test";

import { translated } from "../../../calculator/web/case/translated.mjs";

const POLICY = {
  about: { name: "Doors", language: "en" },
  facts: [
    {
      id: "state",
      name: "State",
      question: "What is happening?",
      values: [
        { id: "down", label: "It is down" },
        { id: "wish", label: "A wish" },
      ],
    },
  ],
  severities: [{ id: 1, name: "Grade 1", criteria: [{ id: "g1-down", text: "It is down." }] }],
  actions: [{ id: "down", label: "Wait", when: { state: ["down"] } }],
  escalation: { text: "Welcome.", levels: [{ id: "lead", title: "The lead" }] },
  translations: {
    de: {
      "about.name": "Türen",
      "state.name": "Zustand",
      "state.down.label": "Es steht",
      "1.name": "Grad 1",
      "g1-down.text": "Es steht.",
      "down.label": "Warten",
      "escalation.text": "Willkommen.",
      "lead.title": "Die Leitung",
    },
  },
};

test("texts are in the language, ids and the rest as they are", () =>
  assert.deepEqual(translated(POLICY, "de"), {
    about: { name: "Türen", language: "de" },
    facts: [
      {
        id: "state",
        name: "Zustand",
        question: "What is happening?",
        values: [
          { id: "down", label: "Es steht" },
          { id: "wish", label: "A wish" },
        ],
      },
    ],
    severities: [{ id: 1, name: "Grad 1", criteria: [{ id: "g1-down", text: "Es steht." }] }],
    actions: [{ id: "down", label: "Warten", when: { state: ["down"] } }],
    escalation: { text: "Willkommen.", levels: [{ id: "lead", title: "Die Leitung" }] },
    translations: POLICY.translations,
  }));

test("a language that the policy does not have leaves it as it is", () =>
  assert.equal(translated(POLICY, "fr"), POLICY));
