// The yardstick: Pyodide as its package comes, in a module worker, asked the same question.
const worker = new Worker("worker.mjs", { type: "module" });
worker.onmessage = ({ data }) => {
  document.querySelector("output").textContent = data;
};
worker.onerror = ({ message }) => {
  document.querySelector("output").textContent = `failed: ${message}`;
};
worker.postMessage(JSON.parse(decodeURIComponent(location.hash.slice(1))));
