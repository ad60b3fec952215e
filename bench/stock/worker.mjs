import { loadPyodide } from "./pyodide/pyodide.mjs";

self.onmessage = async ({ data: request }) => {
  const published = (file) => fetch(`api/${file}`);
  const [policy, reading, holidays] = await Promise.all([
    published("policy.json").then((response) => response.text()),
    published("reading.bin").then(({ body }) =>
      new Response(body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer(),
    ),
    published(`holidays/${request.country}.json`).then((response) => response.text()),
  ]);
  const pyodide = await loadPyodide({ lockFileURL: new URL("pyodide/lock.json", location).href });
  await pyodide.loadPackage("support-policy-calculator");
  const { load, handle } = pyodide.pyimport("calculator.engine.browser");
  load(policy, pyodide.toPy(new Uint8Array(reading)));
  handle("holidays", `{"country":"${request.country}","holidays":${holidays}}`);
  self.postMessage(handle("answer", JSON.stringify(request)));
};
