import { type EngineRequest, type EngineResponse, queryValue } from '../../http/message.ts';
import { text } from '../../json.ts';
import { type LocalServer, PAGES } from '../../resources/localUrl.ts';
import { type ResourceStore } from '../../resources/resourceStore.ts';

const NAMES: Readonly<Record<LocalServer, string>> = {
  studio: 'SageMaker Studio',
  notebook: 'a Jupyter server for notebook instances',
  mlflow: 'an MLflow tracking server',
  'mlflow-app': 'an MLflow app',
  'partner-app': "a partner's app",
  labeling: 'a worker portal for labeling',
  'human-task-ui': 'a template of this name',
};

function isServer(name: string): name is LocalServer {
  return Object.hasOwn(NAMES, name);
}

function escaped(words: string): string {
  return words.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function html(status: number, title: string, words: string): EngineResponse {
  const body = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escaped(title)}</title><h1>${escaped(title)}</h1><p>${escaped(words)}</p></html>`;
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; sandbox",
    },
    body,
  };
}

/** A worker template as it was given, for whoever has its URL: the hash of the content is part of that. */
function template(store: ResourceStore, arn: string, hash: string | undefined): EngineResponse | undefined {
  const record = store.byArn(arn);
  const content = text(record?.document, 'TemplateContent');
  if (record?.kind !== 'HumanTaskUi' || content === undefined) return undefined;
  if (hash !== text(record.document, 'ContentSha256')) return undefined;
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' };
  return { status: 200, headers, body: content };
}

/**
 * What a browser sees at the URLs of Studio, notebook instances and the like: that no such server runs here. Of the
 * engine's state nothing is shown but a worker template to whoever knows its hash.
 * @returns `undefined` for requests that are not for a page
 */
export function localPage(
  request: Pick<EngineRequest, 'method' | 'rawPath' | 'query'>,
  store: ResourceStore,
  nowSeconds: number,
): EngineResponse | undefined {
  if (!request.rawPath.startsWith(PAGES) || !['GET', 'HEAD'].includes(request.method)) return undefined;
  const [server = '', ...path] = request.rawPath.slice(PAGES.length).split('/');
  if (!isServer(server)) return html(404, 'Not found', 'The local engine has no such page.');
  const subject = path.map(decoded).join('/');
  if (server === 'human-task-ui') {
    const found = template(store, subject, queryValue(request, 'sha256'));
    if (found) return found;
    return html(404, 'Not found', `The local engine does not have ${NAMES[server]}.`);
  }
  const expires = Number(queryValue(request, 'expires') ?? Infinity);
  if (!(expires > nowSeconds)) {
    return html(403, 'The link has expired', 'Ask for a new one.');
  }
  return html(
    200,
    'This server does not run here',
    `The local engine keeps the state of ${subject}, but this machine does not run ${NAMES[server]}. ` +
      'On AWS the same request answers a URL that works.',
  );
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
