import { type KeyObject } from 'node:crypto';
import { hmac, sameText, sha256Hex } from './canonical.ts';
import { type ChunkVerifier } from './message.ts';
import { ALGORITHM } from './parseSignature.ts';

/** Verifies a body's chunks, each signed with the signature before it; the first with the request's own, the seed. */
export function chunkVerifier(key: KeyObject, timestamp: string, scope: string, seed: string): ChunkVerifier {
  let previous = seed;
  const check = (lines: readonly string[], signature: string): boolean => {
    const wanted = hmac(key, lines.join('\n')).toString('hex');
    previous = wanted;
    return sameText(wanted, signature);
  };
  return {
    chunk: (sha256, signature) =>
      check([`${ALGORITHM}-PAYLOAD`, timestamp, scope, previous, sha256Hex(''), sha256], signature),
    trailer: (sha256, signature) =>
      check([`${ALGORITHM}-TRAILER`, timestamp, scope, previous, sha256], signature),
  };
}
