// Served while the site is being worked on: takes an earlier build's service worker away, with all
// that it kept, so that nobody edits a page and sees an old one.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  const root = new URL("./", self.location.href);
  for (const name of await caches.keys()) {
    if (name.startsWith(`site ${root.pathname} `)) await caches.delete(name);
  }
  await self.registration.unregister();
}
