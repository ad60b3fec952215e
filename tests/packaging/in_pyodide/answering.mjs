// Answers messages as the worker in the page does.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The engine's answers to a place's messages, each as JSON; of what it refuses, nothing.
 *
 * @param {any} pyodide  continued from the picture
 * @param {string} place  with policy.json, the file reading, unpacked, and messages.jsonl
 */
export function answerAll(pyodide, place) {
  const read = (name) => readFileSync(join(place, name), "utf8");
  pyodide.runPython("import sys, random; random.seed()");
  pyodide.runPython("random.random(), sys.build");
  const engine = pyodide.pyimport("calculator.engine.browser");
  const { load, handle } = engine;
  const prepared = new Uint8Array(readFileSync(join(place, "reading")));
  // By another digest nothing would be read by what was prepared.
  const digest = createHash("sha256").update(read("policy.json")).digest("base64");
  const handedOver = pyodide.toPy(prepared);
  load(read("policy.json"), handedOver, digest);
  const answers = read("messages.jsonl")
    .split("\n")
    .map((line) => {
      const [name, payload] = JSON.parse(line);
      try {
        return handle(name, payload);
      } catch (error) {
        if (error instanceof Error && error.name === "PythonError") return "";
        throw error;
      }
    });
  // A browser gives back sooner or later what Python has handed out.
  for (const proxy of [handedOver, load, handle, engine]) proxy.destroy();
  return answers;
}
