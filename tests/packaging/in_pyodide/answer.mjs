// Answers messages in the part of the core that every visit loads, continuing from the picture.
//
//     node answer.mjs RUNTIME PLACE...
//
// RUNTIME is what the site ships; for each PLACE see answering.mjs.  Prints an answer a line.
import { startRuntime } from "../../../calculator/packaging/in_node.mjs";
import { answerAll } from "./answering.mjs";

const [runtime, ...places] = process.argv.slice(2);
const { pyodide } = await startRuntime(runtime, { continuing: true, core: (part) => part });
const answers = places.flatMap((place) => answerAll(pyodide, place));
// Ending sooner would cut off what is not yet written.
process.stdout.write(answers.map((answer) => `${answer}\n`).join(""), () => process.exit(0));
