import type { Clients } from '../connection.ts';
import type { ConfigSource } from './configFiles.ts';
import { type ConfigTree, type Defaults, defaultsOf, type DefaultsProblem, merged } from './defaults.ts';
import { parseConfig } from './parseConfig.ts';
import { readConfig } from './readConfig.ts';

export interface LoadedDefaults {
  readonly defaults: Defaults;
  /** What could not be used, and why. */
  readonly problems: readonly DefaultsProblem[];
}

/** Reads all sources, merges what they say, and collects what is wrong with them. Never rejects. */
export async function loadDefaults(
  sources: readonly ConfigSource[],
  clients: Pick<Clients, 's3'>,
): Promise<LoadedDefaults> {
  const read = await Promise.all(sources.map((source) => readOne(source, clients)));
  return {
    defaults: defaultsOf(merged(read.map(({ tree }) => tree))),
    problems: read.flatMap(({ problems }) => problems),
  };
}

async function readOne(
  source: ConfigSource,
  clients: Pick<Clients, 's3'>,
): Promise<{ readonly tree: ConfigTree; readonly problems: readonly DefaultsProblem[] }> {
  try {
    const text = await readConfig(source, clients);
    return text ? await parseConfig(text.file, text.content) : { tree: {}, problems: [] };
  } catch (error) {
    const message = `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    return { tree: {}, problems: [{ file: source.location, line: undefined, message }] };
  }
}
