import * as vscode from 'vscode';
import { commands } from '../../manifest/commands.ts';
import type { Log } from '../../platform/log.ts';
import { UserError } from '../../platform/userError.ts';
import type { ConnectionService } from '../connectionService.ts';
import { configuredEndpoint } from '../profiles/endpointUrl.ts';
import { rootOf, sourceOf } from '../profiles/profile.ts';
import { readSharedConfig, sharedConfigFiles } from '../profiles/sharedConfig.ts';
import { keysOf } from '../remoteEnvironment.ts';
import { ssoSettings } from '../signIn/ssoSettings.ts';
import { signInThroughSso } from '../signIn/signInThroughSso.ts';
import { sayWarning } from '../../platform/say.ts';

/** "Sign In…": in the browser where the profile has SSO; else by the way that its credentials come from. */
export async function signIn(connections: ConnectionService, log: Log): Promise<void> {
  const { place } = connections;
  if (place.kind === 'this-machine') {
    await vscode.commands.executeCommand(commands.connectionSwitch.id);
    return;
  }
  const keys = keysOf(place);
  if (keys.from === 'profile' && !(await renew(keys.profile, log))) return;
  try {
    await connections.reconnect();
  } catch (error) {
    await sayWhatToDo(connections, keys.from === 'profile' ? keys.profile : undefined, error);
  }
}

/** What needs a person before the provider can answer. @returns false when he gave up. */
async function renew(profile: string, log: Log): Promise<boolean> {
  const config = await readSharedConfig();
  const root = rootOf(config, profile);
  const settings = root && ssoSettings(root, config);
  if (!settings) return true;
  const endpoint = configuredEndpoint('SSO OIDC', {
    environment: process.env,
    profile: root.section,
    services: config.services,
  });
  return signInThroughSso(settings, endpoint, log);
}

/** The providers have tried again and still have no credentials: a person must do what no program can. */
async function sayWhatToDo(
  connections: ConnectionService,
  profile: string | undefined,
  error: unknown,
): Promise<void> {
  if (connections.state.kind !== 'signed-out') throw error;
  if (profile === undefined) {
    throw new UserError('signed-out', `The environment of VS Code has no valid credentials: ${said(error)}`, {
      cause: error,
      advice: 'Set AWS_ACCESS_KEY_ID and the others, start VS Code anew, or switch the connection.',
      help: ['switch-connection'],
    });
  }
  const root = rootOf(await readSharedConfig(), profile);
  const what = root ? whatToDo(sourceOf(root.section), root.profile) : 'Add the profile.';
  const [edit, again] = ['Edit files', 'Try again'];
  // Not awaited: the command is over, the message may stay.
  void sayWarning(`Profile "${profile}": ${said(error)}. ${what}`, edit, again).then(async (chosen) => {
    if (chosen === again) await vscode.commands.executeCommand(commands.connectionSignIn.id);
    if (chosen !== edit) return;
    const { config, credentials } = await sharedConfigFiles();
    const inFile = root && sourceOf(root.section).endsWith('keys') ? credentials : config;
    await vscode.window.showTextDocument(vscode.Uri.file(inFile));
  });
}

function whatToDo(source: string, profile: string): string {
  switch (source) {
    case 'keys':
    case 'temporary keys':
      return `Put new keys for "${profile}" into the credentials file, then try again.`;
    case 'credential process':
      return `The credential_process of "${profile}" was run again; see to what it needs, then try again.`;
    case 'console sign-in':
      return `Run "aws login --profile ${profile}" in a terminal, then try again.`;
    case 'web identity':
      return `The token in the web_identity_token_file of "${profile}" is not accepted; renew it, then try again.`;
    default:
      return `Check where "${profile}" takes its credentials from, then try again.`;
  }
}

const said = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/[.\s]+$/, '');
