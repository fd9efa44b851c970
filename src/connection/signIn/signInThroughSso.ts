import * as vscode from 'vscode';
import { isCancellation } from '../../platform/explain.ts';
import type { Log } from '../../platform/log.ts';
import { withProgress } from '../../platform/progress.ts';
import { UserError } from '../../platform/userError.ts';
import { deviceSignIn, type DeviceCode } from './deviceSignIn.ts';
import type { SsoSettings } from './ssoSettings.ts';
import { writeToken } from './ssoToken.ts';
import { sayInformation } from '../../platform/say.ts';

/**
 * Signs in to IAM Identity Center in the browser, behind a notification with the code and a Cancel button.
 * @param endpoint of its sign-in service; undefined for AWS's own.
 * @returns false when the person gave up.
 */
export async function signInThroughSso(
  settings: SsoSettings,
  endpoint: string | undefined,
  log: Log,
): Promise<boolean> {
  const { SSOOIDCClient } = await import('@aws-sdk/client-sso-oidc');
  const client = new SSOOIDCClient({ region: settings.region, ...(endpoint !== undefined && { endpoint }) });
  try {
    await withProgress(`Sign in to ${settings.startUrl}`, async (report, signal) => {
      const show = async (device: DeviceCode): Promise<void> => {
        report(`confirm the code ${device.code} in the browser`);
        await openPage(device);
      };
      const token = await deviceSignIn(client, settings, show, signal);
      for (const secret of [token.accessToken, token.clientSecret, token.refreshToken ?? ''])
        log.hide(secret);
      await writeToken(settings.cacheKey, token);
    });
    return true;
  } catch (error) {
    if (isCancellation(error)) return false;
    throw error;
  } finally {
    client.destroy();
  }
}

async function openPage({ url, code }: DeviceCode): Promise<void> {
  if (!/^https?:/.test(url))
    throw new UserError('not-reachable', `The sign-in page is no web address: ${url}`);
  if (await vscode.env.openExternal(vscode.Uri.parse(url, true))) return;
  // No browser here, or the person said no to opening it: he may open it elsewhere.
  const copy = 'Copy link';
  void sayInformation(`Open ${url} in a browser and confirm the code ${code}.`, copy).then((chosen) =>
    chosen === copy ? vscode.env.clipboard.writeText(url) : undefined,
  );
}
