/** Keeping what was typed in this browser; in memory alone where the browser keeps nothing. */

/**
 * @typedef {object} Store
 * @property {(key: string) => unknown} read
 * @property {(key: string, value: unknown) => void} write
 * @property {boolean} lasting whether what is written survives a reload
 */

/**
 * @param {string} prefix
 * @returns {Store}
 */
export function openStore(prefix) {
  /** @type {Map<string, string>} */
  const memory = new Map();
  const storage = workingStorage();
  return {
    lasting: storage !== null,
    read(key) {
      try {
        const kept = memory.get(prefix + key) ?? storage?.getItem(prefix + key);
        return kept ? JSON.parse(kept) : null;
      } catch {
        return null;
      }
    },
    write(key, value) {
      const kept = JSON.stringify(value);
      try {
        storage?.setItem(prefix + key, kept);
        memory.delete(prefix + key);
      } catch {
        // The quota is spent: what does not fit is kept for as long as the page lives.
        memory.set(prefix + key, kept);
      }
    },
  };
}

function workingStorage() {
  try {
    const probe = "support-calculator:probe";
    localStorage.setItem(probe, probe);
    localStorage.removeItem(probe);
    return localStorage;
  } catch {
    return null;
  }
}
