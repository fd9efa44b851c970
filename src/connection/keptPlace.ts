import type * as vscode from 'vscode';
import {
  endpointPlace,
  environmentPlace,
  profilePlace,
  thisMachine,
  type EndpointKeys,
  type Place,
} from './place.ts';

const key = 'connection.place';

/** Where this workspace was connected the last time; this machine when it never was, or when that cannot be read. */
export function keptPlace(memory: vscode.Memento): Place {
  return readPlace(memory.get<unknown>(key)) ?? thisMachine;
}

/** Keeps the choice for the next window on this workspace. */
export async function keepPlace(memory: vscode.Memento, place: Place): Promise<void> {
  await memory.update(key, place);
}

/** A place out of what an older or a newer version may have written; undefined when it is none. */
export function readPlace(kept: unknown): Place | undefined {
  const { kind, profile, region, url, keys } = fields(kept);
  if (kind === 'this-machine') return thisMachine;
  if (typeof region !== 'string') return undefined;
  if (kind === 'profile' && typeof profile === 'string') return profilePlace(profile, region);
  if (kind === 'environment') return environmentPlace(region);
  const signer = readKeys(keys);
  if (kind === 'endpoint' && typeof url === 'string' && URL.canParse(url) && signer)
    return endpointPlace(url, region, signer);
  return undefined;
}

function readKeys(kept: unknown): EndpointKeys | undefined {
  const { from, profile } = fields(kept);
  if (from === 'profile' && typeof profile === 'string') return { from, profile };
  return from === 'environment' || from === 'test' ? { from } : undefined;
}

function fields(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
