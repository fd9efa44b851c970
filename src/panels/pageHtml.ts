import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** The scripts and styles of a page may come from here only. */
export function pageFolder(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
}

/**
 * The HTML of a page that esbuild has bundled as `dist/webview/<page>.js` and `.css`. Nothing but these may run or be loaded;
 * styles may be set by scripts, as Lit and the toolkit do.
 */
export function pageHtml(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  page: string,
  title: string,
): string {
  const nonce = randomBytes(16).toString('base64');
  const file = (ending: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(pageFolder(extensionUri), `${page}.${ending}`)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'unsafe-inline'`,
    `img-src ${webview.cspSource} data: blob:`,
    `font-src ${webview.cspSource}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="UTF-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <title>${escape(title)}</title>
    <link rel="stylesheet" href="${file('css')}" />
  </head>
  <body>
    <script type="module" nonce="${nonce}" src="${file('js')}"></script>
  </body>
</html>`;
}

/** The HTML of a page that has nothing to show but a sentence. */
export function noticeHtml(title: string, text: string): string {
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="UTF-8" />
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'" />
    <title>${escape(title)}</title>
  </head>
  <body>
    <p role="status">${escape(text)}</p>
  </body>
</html>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
