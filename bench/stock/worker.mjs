import { loadPyodide } from "./pyodide/pyodide.mjs";

self.onmessage = async ({ data: request }) => {
  const published = (file) => fetch(`api/${file}`).then((response) => response.text());
  const [policy, learned, holidays] = await Promise.all(
    ["policy.json", "learned.json", `holidays/${request.country}.json`].map(published),
  );
  const pyodide = await loadPyodide({ lockFileURL: new URL("pyodide/lock.json", location).href });
  await pyodide.loadPackage("support-policy-calculator");
  const { handle } = pyodide.pyimport("calculator.engine.browser");
  handle("load", `{"policy":${policy},"learned":${learned}}`);
  handle("holidays", `{"country":"${request.country}","holidays":${holidays}}`);
  self.postMessage(handle("answer", JSON.stringify(request)));
};
