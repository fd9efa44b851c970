/**
 * More than this no text editor takes with all that extensions add to it: VS Code hides larger ones from them. Bytes.
 */
export const largestDocument = 50 * 1024 * 1024;
