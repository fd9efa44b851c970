import { join } from 'node:path';
import { encodeSegment } from '../keyPath.ts';

/** What Windows does not let a file be called; the rest is what no system does. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** One part of a key as the name of a file on disk: never empty, never a way out of its folder. */
export function localName(segment: string, platform: NodeJS.Platform = process.platform): string {
  const name = encodeSegment(segment).replaceAll('\0', '_');
  if (platform !== 'win32') return name;
  const plain = name.replace(/[<>:"|?*\\\p{Cc}]/gu, '_').replace(/[. ]$/, '_');
  return reserved.test(plain) ? `_${plain}` : plain;
}

/** Where an object below a prefix goes on disk. @param rest of the key, behind the prefix. */
export function localPath(folder: string, rest: string): string {
  return join(folder, ...rest.split('/').map((segment) => localName(segment)));
}
