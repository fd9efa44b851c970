import * as vscode from 'vscode';
import { pickRegion } from '../pickRegion.ts';
import { type EndpointKeys, endpointPlace, type EndpointPlace } from '../place.ts';
import { isLoopback } from '../profiles/endpointUrl.ts';
import { environmentSource } from '../profiles/environmentSource.ts';
import type { Profile } from '../profiles/profile.ts';

interface KeysItem extends vscode.QuickPickItem {
  readonly keys: EndpointKeys;
}

const title = 'SageMaker: Endpoint URL';

/** Asks for a URL that speaks as AWS does, whose keys sign, and the region. @returns undefined when given up. */
export async function askEndpoint(profiles: readonly Profile[]): Promise<EndpointPlace | undefined> {
  const typed = await vscode.window.showInputBox({
    title,
    prompt: 'One URL for SageMaker, S3, CloudWatch Logs and the others',
    value: process.env['AWS_ENDPOINT_URL_SAGEMAKER'] ?? process.env['AWS_ENDPOINT_URL'] ?? '',
    placeHolder: 'http://127.0.0.1:5000',
    ignoreFocusOut: true,
    validateInput: urlProblem,
  });
  if (typed === undefined) return undefined;
  const url = typed.trim().replace(/\/+$/, '');
  const keys = await askKeys(url, profiles);
  if (keys === undefined) return undefined;
  const own = profiles.find(({ name }) => keys.from === 'profile' && name === keys.profile)?.region;
  const region = await pickRegion(own ?? process.env['AWS_REGION'] ?? 'us-east-1');
  return region === undefined ? undefined : endpointPlace(url, region, keys);
}

/** What is wrong with a URL as typed, or worth to know before it is taken. */
function urlProblem(typed: string): string | vscode.InputBoxValidationMessage | undefined {
  const text = typed.trim();
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) return 'A URL that begins with http:// or https://';
  if (url.username !== '' || url.password !== '')
    return 'No user name and password in the URL: it is shown and kept';
  if (url.search !== '' || url.hash !== '') return 'No ? and # in the URL';
  if (url.protocol === 'http:' && !isLoopback(text))
    return {
      message: 'Not encrypted: others in the network can read what is sent there.',
      severity: vscode.InputBoxValidationSeverity.Warning,
    };
  return undefined;
}

async function askKeys(url: string, profiles: readonly Profile[]): Promise<EndpointKeys | undefined> {
  const environment = environmentSource(process.env);
  const items: KeysItem[] = [
    ...(isLoopback(url)
      ? [
          {
            label: 'Test keys',
            description: '"test", as emulators take them',
            keys: { from: 'test' } as const,
          },
        ]
      : []),
    ...profiles.map(({ name, source }) => ({
      label: name,
      description: source,
      keys: { from: 'profile', profile: name } as const,
    })),
    ...(environment === undefined ? [] : [{ label: environment, keys: { from: 'environment' } as const }]),
  ];
  const options = { title, placeHolder: 'Whose credentials sign the requests', ignoreFocusOut: true };
  return (await vscode.window.showQuickPick(items, options))?.keys;
}
