import { expect, it } from 'vitest';
import { formatDollars } from '../../../src/analysis/text/dollars.ts';

it.each([
  [0, '$0.00'],
  [0.0004, '$0.0004'],
  [0.01, '$0.01'],
  [1.005, '$1.01'],
  [1234.5, '$1,234.50'],
])('%d dollars are %s', (usd, text) => expect(formatDollars(usd)).toBe(text));
