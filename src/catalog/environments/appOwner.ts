import type { AppDetails, AppType, DescribeAppResponse } from '@aws-sdk/client-sagemaker';
import { arnPath, sibling } from '../arn.ts';
import type { SageMaker } from '../kind.ts';
import type { ResourceReference } from '../resource.ts';
import { call } from '../sdk.ts';
import { domainIdOf } from './studio.ts';

/** Where to list apps: those of a domain, of a user profile, or of a space. */
export function placeOf(within: ResourceReference | undefined) {
  return {
    DomainIdEquals: within && domainIdOf(within),
    UserProfileNameEquals: within?.kind === 'userProfile' ? within.name : undefined,
    SpaceNameEquals: within?.kind === 'space' ? within.name : undefined,
  };
}

/** How operations name an app; its owner is a user profile or a space. */
interface AppInput {
  readonly DomainId: string;
  readonly UserProfileName?: string;
  readonly SpaceName?: string;
  readonly AppType: AppType;
  readonly AppName: string;
}

const types: readonly AppType[] = [
  ...(['JupyterLab', 'CodeEditor', 'JupyterServer', 'KernelGateway', 'TensorBoard', 'Canvas'] as const),
  ...(['RStudioServerPro', 'RSessionGateway', 'DetailedProfiler'] as const),
];
/** Apps of these types run in spaces, unless they are old. */
const inSpaces = new Set<string>(['JupyterLab', 'CodeEditor']);

/** ARNs have an app's type in small letters. */
const typeOf = (word: string): AppType =>
  types.find((type) => type.toLowerCase() === word.toLowerCase()) ?? (word as AppType);

/** An app's ARN, which lists do not name: `…:app/DOMAIN/OWNER/TYPE/NAME`. @param beside an ARN of its account and region */
export function appArn(
  { DomainId = '', UserProfileName, SpaceName, AppType: type = 'JupyterLab', AppName = '' }: AppDetails,
  beside: string,
): string {
  const owner = UserProfileName ?? SpaceName ?? '';
  return sibling(beside, 'app', DomainId, owner, type.toLowerCase(), AppName).arn;
}

/**
 * Asks about an app. Its ARN, `…:app/DOMAIN/OWNER/TYPE/NAME`, does not say whether the owner is a user profile or a
 * space: the likelier is asked for first, then the other.
 * @throws what SageMaker answers to the likelier, where neither is there
 */
export async function withOwner<Answer>(
  { arn, name }: ResourceReference,
  ask: (input: AppInput) => Promise<Answer>,
): Promise<Answer> {
  const [DomainId = '', owner = '', word = ''] = arnPath(arn);
  const type = typeOf(word);
  const common = { DomainId, AppType: type, AppName: name };
  const owners = [{ UserProfileName: owner }, { SpaceName: owner }];
  const [likely, other] = inSpaces.has(type) ? owners.toReversed() : owners;
  try {
    return await ask({ ...common, ...likely });
  } catch (error) {
    if (!(error instanceof Error) || !/^(ResourceNotFound|ValidationException)/.test(error.name)) throw error;
    return await ask({ ...common, ...other }).catch(() => {
      throw error;
    });
  }
}

/** @throws what SageMaker answers */
export function findApp(
  from: SageMaker,
  reference: ResourceReference,
  signal?: AbortSignal,
): Promise<DescribeAppResponse> {
  return withOwner(reference, (input) => call(from, 'DescribeApp', input, signal));
}
