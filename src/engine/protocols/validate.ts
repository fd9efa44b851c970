import { type NormalizedSchema } from '@smithy/core/schema';
import type { ServiceConstraints } from '../../analysis/shapes/constraint.ts';
import { type Violation, violations } from '../../analysis/shapes/violations.ts';
import { validationError } from '../http/awsError.ts';
import { type JsonObject } from '../json.ts';

/** Characters of a message; violations beyond are counted and not named. */
const MOST_SAID = 32_768;

/** `TrainingJobName` → `trainingJobName`: paths in AWS's messages start with a small letter. */
function small(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function quoted(value: unknown): string {
  const words = typeof value === 'string' ? value : JSON.stringify(value);
  return words.length > 200 ? `${words.slice(0, 200)}…` : words;
}

/** One thing that is wrong, in AWS's words. */
function sentence({ path, value, broken, onKey }: Violation, schema: NormalizedSchema): string {
  const at = spelled(schema, onKey ? path.slice(0, -1) : path);
  return onKey
    ? `Value at '${at}' failed to satisfy constraint: Map keys must satisfy constraint: [${broken.words}]`
    : `Value ${value === null ? 'null' : `'${quoted(value)}'`} at '${at}' failed to satisfy constraint: ${broken.words}`;
}

/** A path as AWS spells it: lists count from one, and what a list or map holds is its `member`. */
function spelled(schema: NormalizedSchema, path: Violation['path']): string {
  const words: string[] = [];
  let at = schema;
  for (const step of path) {
    if (at.isStructSchema()) {
      words.push(small(String(step)));
      at = at.getMemberSchema(String(step));
    } else {
      words.push(typeof step === 'number' ? String(step + 1) : step, 'member');
      at = at.getValueSchema();
    }
  }
  return words.join('.');
}

/**
 * Refuses an input that breaks its operation's constraints, naming every violation as AWS does.
 * @param input the input as `readBySchema` left it
 * @throws AwsError `ValidationException`
 */
export function validateInput(
  schema: NormalizedSchema,
  input: JsonObject,
  constraints: ServiceConstraints | undefined,
): void {
  const said: string[] = [];
  let count = 0;
  let length = 0;
  for (const violation of violations(schema, input, constraints)) {
    count += 1;
    // Millions of violations in one request must not become a message of gigabytes.
    if (length > MOST_SAID) continue;
    const words = sentence(violation, schema);
    length += words.length;
    said.push(words);
  }
  if (count === 0) return;
  throw validationError(`${count} validation error${count === 1 ? '' : 's'} detected: ${said.join('; ')}`);
}
