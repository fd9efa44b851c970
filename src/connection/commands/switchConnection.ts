import * as vscode from 'vscode';
import type { Log } from '../../platform/log.ts';
import type { ConnectionService } from '../connectionService.ts';
import { pickRegion } from '../pickRegion.ts';
import { environmentPlace, type Place, placeKey, profilePlace, thisMachine } from '../place.ts';
import { environmentSource } from '../profiles/environmentSource.ts';
import { listProfiles, type Profile } from '../profiles/profile.ts';
import { readSharedConfig } from '../profiles/sharedConfig.ts';
import { sayWhatIsBroken } from '../profiles/sayWhatIsBroken.ts';
import { askEndpoint } from './askEndpoint.ts';
import { editConfig } from './editConfig.ts';

interface Choice extends vscode.QuickPickItem {
  /** @returns undefined when the person gave up, or went to do something else. */
  readonly choose?: () => Promise<Place | undefined>;
}

/** "Switch Connection…": asks where, goes there, and connects, so that one sees at once whether it works. */
export async function switchConnection(connections: ConnectionService, log: Log): Promise<void> {
  const profiles = listProfiles(await readSharedConfig());
  // Not awaited: the warning stays up beside the choice.
  void sayWhatIsBroken().catch((error: unknown) => log.error('Check the shared config files', error));
  const chosen = await vscode.window.showQuickPick(choices(connections.place, profiles), {
    title: 'SageMaker: Switch connection',
    placeHolder: `Now: ${connections.place.label}`,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  const place = await chosen?.choose?.();
  if (place === undefined) return;
  if (placeKey(place) !== placeKey(connections.place)) await connections.switchTo(place);
  else if (connections.state.kind === 'signed-out') {
    await connections.reconnect();
    return;
  }
  await connections.connect();
}

function choices(present: Place, profiles: readonly Profile[]): Choice[] {
  const environment = environmentSource(process.env);
  return [
    {
      label: thisMachine.label.replace(/^t/, 'T'),
      description: 'the local engine, costs nothing',
      iconPath: new vscode.ThemeIcon('vm'),
      choose: async () => thisMachine,
    },
    separator('AWS profiles'),
    ...profiles.map((profile) => profileChoice(profile, present)),
    ...(environment === undefined
      ? []
      : [
          {
            label: environment,
            description: process.env['AWS_REGION'] ?? '',
            iconPath: new vscode.ThemeIcon('symbol-variable'),
            choose: async () =>
              withRegion(process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'], environmentPlace),
          },
        ]),
    separator('Others'),
    {
      label: 'Endpoint URL…',
      description: 'an emulator, a proxy',
      iconPath: new vscode.ThemeIcon('link'),
      choose: () => askEndpoint(profiles),
    },
    {
      label: 'Edit ~/.aws/config',
      description: profiles.length === 0 ? 'there are no profiles yet' : '',
      iconPath: new vscode.ThemeIcon('edit'),
      choose: editConfig,
    },
  ];
}

function profileChoice({ name, source, region }: Profile, present: Place): Choice {
  const here = present.kind === 'profile' && present.profile === name;
  return {
    label: name,
    description: [source, region, here && 'connected'].filter(Boolean).join(' · '),
    iconPath: new vscode.ThemeIcon('account'),
    choose: () => withRegion(region, (chosen) => profilePlace(name, chosen)),
  };
}

/** The region is asked for only where there is no default; "Switch Region…" leads to the others. */
async function withRegion(
  own: string | undefined,
  place: (region: string) => Place,
): Promise<Place | undefined> {
  const region = own ?? (await pickRegion(undefined));
  return region === undefined ? undefined : place(region);
}

const separator = (label: string): Choice => ({ label, kind: vscode.QuickPickItemKind.Separator });
