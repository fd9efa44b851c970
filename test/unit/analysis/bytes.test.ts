import { expect, it } from 'vitest';
import { formatBytes } from '../../../src/analysis/text/bytes.ts';

it.each([
  [0, '0 B'],
  [112, '112 B'],
  [1023, '1023 B'],
  [1024, '1 KB'],
  [3481, '3.4 KB'],
  [1_047_552, '1023 KB'],
  // Rounded up it would be 1024 KB.
  [1_048_575, '1 MB'],
  [5_242_880, '5 MB'],
  [1.25 * 1024 ** 3, '1.25 GB'],
  [5_000 * 1024 ** 4, '5000 TB'],
])('%d bytes are %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));
