/**
 * Keeping what was typed in this browser: each tab has its own, and the newest of all is there for a
 * new one.  Where the browser keeps nothing, memory has to do.
 */

/**
 * @typedef {object} Store
 * @property {(key: string) => unknown} read
 * @property {(key: string, value: unknown) => void} write
 * @property {boolean} lasting whether what is written survives a reload
 */

/** A tab's own, and that of all. */
const STORAGES = [() => sessionStorage, () => localStorage];

/**
 * @param {string} prefix
 * @param {(() => Storage)[]} places where to keep it; with none, it lasts as long as the page
 * @returns {Store}
 */
export function openStore(prefix, places = STORAGES) {
  /** @type {Map<string, string>} */
  const memory = new Map();
  const storages = places.flatMap((storage) => working(storage) ?? []);
  return {
    lasting: storages.length > 0,
    read(key) {
      const name = prefix + key;
      const found = storages.map((storage) => storage.getItem(name));
      const kept = memory.get(name) ?? found.find((text) => text !== null);
      try {
        return kept ? JSON.parse(kept) : null;
      } catch {
        return null;
      }
    },
    write(key, value) {
      const name = prefix + key;
      const text = JSON.stringify(value);
      memory.set(name, text);
      for (const storage of storages) {
        try {
          storage.setItem(name, text);
        } catch {
          // The quota is spent; an old value there must not outlive the new one.
          storage.removeItem(name);
        }
      }
    },
  };
}

/** @param {() => Storage} storage reading the property itself may throw */
function working(storage) {
  try {
    const probe = "support-calculator:probe";
    storage().setItem(probe, probe);
    storage().removeItem(probe);
    return storage();
  } catch {
    return null;
  }
}
