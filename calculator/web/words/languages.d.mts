// The build writes languages.mjs beside the words: the languages that have a file.

declare const languages: string[];
export default languages;
