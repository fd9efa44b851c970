import { Buffer } from 'node:buffer';
import type { Child } from '../details.ts';
import { oneLine } from '../text.ts';

/** A shell script that is kept as base64: its first lines to see, all of it to copy. */
export function scriptChild(id: string, label: string, content: string | undefined): Child | undefined {
  if (!content) return undefined;
  const script = Buffer.from(content, 'base64').toString('utf8');
  return {
    id: `script/${id}`,
    label,
    description: oneLine(script, 80),
    tooltip: script,
    icon: 'terminal',
    actions: ['copy'],
    value: script,
  };
}
