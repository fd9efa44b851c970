import * as vscode from 'vscode';

/** Opens a URL in the browser, exactly as it is. */
export function openInBrowser(url: string): Thenable<boolean> {
  // A `Uri` would be written with another encoding, which the signature of a presigned URL does not survive; VS Code takes
  // a string as well and passes it on as it is.
  return vscode.env.openExternal(url as unknown as vscode.Uri);
}
