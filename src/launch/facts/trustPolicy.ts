import { type Fields, isFields } from '../spec/json.ts';

/** Whether SageMaker may take a role, as the role's trust policy says. */
export interface Trust {
  readonly trusted: boolean;
  /** What it is tied to, as the policy writes it: `aws:SourceAccount`; only AWS can tell whether they hold. */
  readonly conditions: readonly string[];
}

const service = 'sagemaker.amazonaws.com';
const action = 'sts:AssumeRole';

/**
 * Reads a trust policy as IAM's answers have it, URL-encoded JSON, or plain JSON. A statement that denies outweighs all that
 * allow; what cannot be read trusts nobody.
 */
export function readTrust(document: string | undefined): Trust {
  const statements = statementsOf(document).filter(applies);
  const denied = statements.some(
    (statement) => statement['Effect'] === 'Deny' && conditionsOf(statement).length === 0,
  );
  const allowing = statements.filter((statement) => statement['Effect'] === 'Allow');
  const free = allowing.some((statement) => conditionsOf(statement).length === 0);
  const conditions = free ? [] : [...new Set(allowing.flatMap(conditionsOf))];
  return { trusted: allowing.length > 0 && !denied, conditions };
}

function statementsOf(document: string | undefined): Fields[] {
  try {
    const text = document?.startsWith('%') === true ? decodeURIComponent(document) : (document ?? '');
    const policy: unknown = JSON.parse(text);
    return isFields(policy) ? listOf(policy['Statement']).filter(isFields) : [];
  } catch {
    return [];
  }
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly unknown[]) : [value];
}

/** A statement on SageMaker's assuming the role. `NotPrincipal` and `NotAction` name what they leave out. */
function applies(statement: Fields): boolean {
  return (
    matches(statement, 'Principal', 'NotPrincipal', isSageMaker) &&
    matches(statement, 'Action', 'NotAction', (value) => listOf(value).some(isAssume))
  );
}

function matches(
  statement: Fields,
  member: string,
  opposite: string,
  is: (value: unknown) => boolean,
): boolean {
  if (statement[member] !== undefined) return is(statement[member]);
  return statement[opposite] !== undefined && !is(statement[opposite]);
}

/** `"*"`, `{"Service": …}` with one or several; `{"AWS": "*"}` is everybody, services too. */
function isSageMaker(principal: unknown): boolean {
  if (principal === '*') return true;
  if (!isFields(principal)) return false;
  return (
    listOf(principal['Service']).some((name) => name === service || name === '*') ||
    listOf(principal['AWS']).includes('*')
  );
}

/** IAM's `*` and `?`; case does not count in actions. */
function isAssume(pattern: unknown): boolean {
  if (typeof pattern !== 'string') return false;
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'i').test(action);
}

/** The keys that a statement's conditions look at. */
function conditionsOf({ Condition: condition }: Fields): string[] {
  return isFields(condition)
    ? Object.values(condition).flatMap((tests) => (isFields(tests) ? Object.keys(tests) : []))
    : [];
}
