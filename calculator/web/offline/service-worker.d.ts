/** What the build writes before the service worker. */
declare const SITE: {
  version: string;
  /** The digest of each file, by its address relative to the site's root. */
  files: Record<string, string>;
  /** The Content Security Policy of each worker script. */
  workers: Record<string, string>;
};
