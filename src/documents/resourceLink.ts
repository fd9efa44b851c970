import { referenceFromArn } from '../catalog/arn.ts';
import { type Target, targetsIn } from '../catalog/links/target.ts';

/** This extension in `vscode://` links. */
const extensionId = 'sagemaker-workbench.sagemaker-workbench';

/** The longest ARN or S3 URI that there can be is shorter. Characters. */
const longest = 2048;

/** `vscode://sagemaker-workbench.sagemaker-workbench/resource?arn=…`. @param uriScheme of this build of VS Code */
export function resourceLink(uriScheme: string, arn: string): string {
  return `${uriScheme}://${extensionId}/resource?arn=${encodeURIComponent(arn)}`;
}

/**
 * What a link from outside asks to open. Anybody may have written it: nothing but an ARN of a kind that the catalog knows,
 * or an S3 URI, is taken from it.
 * @param query as VS Code hands it on, decoded once or not at all
 * @returns undefined for what is neither
 */
export function targetOfLink(path: string, query: string): Target | undefined {
  if (path === '/resource') {
    const arn = only(query, 'arn');
    const reference = arn === undefined || !isTarget(arn) ? undefined : referenceFromArn(arn);
    return reference && { type: 'resource', reference };
  }
  if (path !== '/s3') return undefined;
  const uri = only(query, 'uri');
  // A key may have blanks, but no line may be broken where it is shown.
  return uri !== undefined && /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/[^\p{Cc}]*)?$/u.test(uri)
    ? { type: 's3', uri }
    : undefined;
}

/** The value of a parameter that is there once. A plus sign is one: ARNs have them, and nobody means a blank. */
function only(query: string, name: string): string | undefined {
  const values = new URLSearchParams(query.replaceAll('+', '%2B')).getAll(name);
  const [value] = values;
  return values.length === 1 && value !== undefined && value.length <= longest ? value : undefined;
}

function isTarget(text: string): boolean {
  const [found] = targetsIn(text);
  return found?.start === 0 && found.end === text.length;
}
