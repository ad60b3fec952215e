"""Runs inside Pyodide: answers messages by a policy as it is published, each in a line of JSON."""

import json

from calculator.engine import browser

with open("/packages/policy.json") as policy, open("/packages/reading", "rb") as reading:
    browser.load(policy.read(), reading.read())
with open("/packages/messages.jsonl") as messages:
    for line in messages:
        name, payload = json.loads(line)
        print(browser.handle(name, json.dumps(payload)))
