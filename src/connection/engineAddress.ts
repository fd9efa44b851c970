/** What a serving engine says about itself, in one line of JSON. */
export interface EngineAddress {
  readonly endpoint: string;
  readonly region: string;
  readonly accountId: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly pid: number;
  readonly dataDir: string;
}

const texts = ['endpoint', 'region', 'accountId', 'accessKeyId', 'secretAccessKey', 'dataDir'] as const;

/** Reads that line; undefined when it is anything else. */
export function parseAddress(line: string): EngineAddress | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const fields = value as Record<string, unknown>;
  const complete =
    texts.every((name) => typeof fields[name] === 'string') && typeof fields['pid'] === 'number';
  return complete ? (value as EngineAddress) : undefined;
}
