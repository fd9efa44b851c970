import { isJsonObject, object, text, type Json, type JsonObject } from '../../json.ts';
import { malformedPolicy } from './errors.ts';

function list(value: Json | undefined): Json[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function parsed(document: string): JsonObject {
  let value: Json;
  try {
    value = JSON.parse(document) as Json;
  } catch {
    throw malformedPolicy('This policy contains invalid Json');
  }
  if (!isJsonObject(value)) throw malformedPolicy('Syntax errors in policy.');
  return value;
}

/** The statements of a policy that has been accepted. */
function statements(document: string): JsonObject[] {
  return list(parsed(document)['Statement']).filter(isJsonObject);
}

/**
 * Refuses a policy document as IAM does.
 * @param kind `trust`: who may assume a role; `permissions`: what a role may do
 * @throws AwsError `MalformedPolicyDocument`
 */
export function checkPolicy(document: string, kind: 'trust' | 'permissions'): void {
  const policy = parsed(document);
  const version = text(policy, 'Version');
  if (policy['Version'] !== undefined && version !== '2012-10-17' && version !== '2008-10-17') {
    throw malformedPolicy('The policy failed legacy parsing: its Version is not one of policies.');
  }
  const found = list(policy['Statement']);
  if (found.length === 0) throw malformedPolicy('Missing required field Statement');
  for (const statement of found) {
    if (!isJsonObject(statement)) throw malformedPolicy('Syntax errors in policy.');
    const effect = text(statement, 'Effect');
    if (effect === undefined) throw malformedPolicy('Missing required field Effect');
    if (effect !== 'Allow' && effect !== 'Deny') throw malformedPolicy(`Invalid effect: ${effect}`);
    const has = (member: string): boolean => statement[member] !== undefined;
    if (!has('Action') && !has('NotAction')) throw malformedPolicy('Missing required field Action');
    if (kind === 'trust') {
      if (!has('Principal') && !has('NotPrincipal'))
        throw malformedPolicy('Missing required field Principal');
      if (has('Resource') || has('NotResource')) throw malformedPolicy('Has prohibited field Resource');
    } else {
      if (has('Principal') || has('NotPrincipal'))
        throw malformedPolicy('Policy document should not specify a principal.');
      if (!has('Resource') && !has('NotResource'))
        throw malformedPolicy('Policy statement must contain resources.');
    }
  }
}

/** `sts:Assume*` and the like, whatever the case. */
function matches(pattern: string, action: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'i').test(action);
}

/** Whether a role's trust policy lets a principal of this account assume it; `Condition`s are not looked at. */
export function trusts(document: string, principalArn: string, accountId: string): boolean {
  const names = new Set(['*', accountId, `arn:aws:iam::${accountId}:root`, principalArn]);
  const applies = (statement: JsonObject): boolean => {
    const principal = statement['Principal'];
    const who = principal === '*' ? ['*'] : list(object(statement, 'Principal')?.['AWS']);
    return (
      who.some((name) => typeof name === 'string' && names.has(name)) &&
      list(statement['Action']).some((name) => typeof name === 'string' && matches(name, 'sts:AssumeRole'))
    );
  };
  const found = statements(document).filter(applies);
  return found.some(({ Effect }) => Effect === 'Allow') && !found.some(({ Effect }) => Effect === 'Deny');
}
