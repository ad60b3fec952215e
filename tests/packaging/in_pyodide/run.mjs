// Runs a Python script in the browser's runtime, under Node.
//
//     node run.mjs START RUNTIME REPOSITORY PACKAGES PYODIDE SCRIPT [ARGUMENT...]
//
// RUNTIME is what the site ships.  START is `plain`, from the trimmed library and the wheels,
// `picture`, from the picture of memory and with neither of them, or `part`, the same in the part of the
// core that every visit loads.  REPOSITORY and PACKAGES are mounted
// as /repository and /packages for what tests need besides, PYODIDE, with the whole standard library,
// as /whole.
import { readFileSync } from "node:fs";
import { startRuntime } from "../../../calculator/packaging/in_node.mjs";

const [start, runtime, repository, packages, whole, script, ...words] = process.argv.slice(2);
const { pyodide } = await startRuntime(runtime, {
  continuing: start !== "plain",
  ...(start === "part" ? { core: (part) => part } : {}),
});
pyodide.mountNodeFS("/repository", repository);
pyodide.mountNodeFS("/packages", packages);
pyodide.mountNodeFS("/whole", whole);
if (words.length) pyodide.globals.set("WORDS", pyodide.toPy(words));
try {
  process.exit(pyodide.runPython(readFileSync(script, "utf8"), { filename: script }) ?? 0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
