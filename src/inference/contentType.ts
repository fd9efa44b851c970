/** What endpoints are commonly asked with, for a list to choose from. */
export const contentTypes = [
  'application/json',
  'application/jsonlines',
  'text/csv',
  'text/plain',
  'application/x-npy',
  'image/jpeg',
  'image/png',
  'application/octet-stream',
] as const;

const extensions: Readonly<Record<string, string>> = {
  json: 'application/json',
  jsonl: 'application/jsonlines',
  ndjson: 'application/jsonlines',
  csv: 'text/csv',
  txt: 'text/plain',
  libsvm: 'text/libsvm',
  npy: 'application/x-npy',
  npz: 'application/x-npz',
  parquet: 'application/x-parquet',
  recordio: 'application/x-recordio-protobuf',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  bmp: 'image/bmp',
  wav: 'audio/wav',
};

const signatures: readonly (readonly [string, readonly number[]])[] = [
  ['application/x-npy', [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/gif', [0x47, 0x49, 0x46, 0x38]],
];

/** The content type of a payload: by its file's name, else by what is in it. */
export function guessContentType(payload: Uint8Array, fileName?: string): string {
  const extension = /\.([^./\\]+)$/.exec(fileName ?? '')?.[1]?.toLowerCase() ?? '';
  const known = extensions[extension];
  if (known !== undefined) return known;
  const signature = signatures.find(([, bytes]) => bytes.every((byte, i) => payload[i] === byte));
  if (signature) return signature[0];
  const text = decodeText(payload);
  return text === undefined ? 'application/octet-stream' : guessText(text.trim());
}

/** The text of UTF-8 bytes; `undefined` for anything else, and for what holds zero bytes. */
export function decodeText(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

/** Whether a text is JSON. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function guessText(text: string): string {
  // `5.1,3.5` is no JSON, `5.1` would be, and is one column of CSV as well.
  if (/^[[{"]/.test(text) && isJson(text)) return 'application/json';
  const lines = text.split(/\r?\n/);
  if (lines.length > 1 && lines.every((line) => /^[[{]/.test(line) && isJson(line)))
    return 'application/jsonlines';
  const commas = (line: string): number => line.split(',').length;
  const columns = commas(lines[0] ?? '');
  if (columns > 1 && lines.every((line) => commas(line) === columns)) return 'text/csv';
  return lines.every((line) => /^[-+\d.eE]+$/.test(line)) ? 'text/csv' : 'text/plain';
}
