import * as vscode from 'vscode';
import { UserError } from '../platform/userError.ts';

/** Asks for the code of an MFA device, until the connection that needs it is given up. */
export async function askMfaCode(serial: string, label: string, signal: AbortSignal): Promise<string> {
  const source = new vscode.CancellationTokenSource();
  const cancel = (): void => source.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const code = await vscode.window.showInputBox(
      {
        title: `SageMaker: ${label}`,
        prompt: `MFA code for ${serial}`,
        password: true,
        ignoreFocusOut: true,
        validateInput: (text) => (/^\d{6}$/.test(text.trim()) ? undefined : 'Six digits'),
      },
      source.token,
    );
    if (code !== undefined) return code.trim();
    throw new UserError('signed-out', `${label} needs the MFA code for ${serial}`, {
      advice: 'Sign in to enter it.',
    });
  } finally {
    signal.removeEventListener('abort', cancel);
    source.dispose();
  }
}
