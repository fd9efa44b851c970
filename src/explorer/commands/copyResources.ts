import type { ConnectionService } from '../../connection/connectionService.ts';
import { chooseResource } from '../chooseResource.ts';
import { type Called, resourcesOf } from '../selection.ts';
import { copyText } from './copyText.ts';

/** Copies names or ARNs, one a line. */
export async function copyResources(
  connections: ConnectionService,
  call: Called,
  what: 'name' | 'arn',
): Promise<void> {
  const word = what === 'arn' ? 'ARN' : 'Name';
  const given = resourcesOf(call);
  const chosen =
    given.length > 0 || call.fromKey
      ? given
      : [await chooseResource(connections, undefined, `Copy ${word}`, 'describe')];
  const texts = chosen.flatMap((resource) => resource?.[what] ?? []);
  if (texts.length === 0) return;
  await copyText(texts.length === 1 ? word : `${texts.length} ${word}s`, texts.join('\n'));
}
