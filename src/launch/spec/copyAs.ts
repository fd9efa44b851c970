import type { CopyForm } from '../../messages/launch.ts';
import type { CopiedLaunch } from './copiedLaunch.ts';
import { pythonLiteral } from './pythonLiteral.ts';
import { sagemakerSdkText } from './sdk/sagemakerSdkText.ts';

/** The launch in another form: the same request, as text that runs as it stands once its files are in S3. */
export function copyAs(form: CopyForm, launch: CopiedLaunch): string {
  switch (form) {
    case 'json':
      return `${JSON.stringify(launch.request, undefined, 2)}\n`;
    case 'cli':
      return cliText(launch);
    case 'boto3':
      return boto3Text(launch);
    case 'sagemaker-sdk':
      return sagemakerSdkText(launch);
  }
}

/** Bytes; Linux takes no longer argument than 128 KiB. */
const longestArgument = 100_000;

/** For a POSIX shell: within single quotes nothing has a meaning but the quote itself. */
function cliText(launch: CopiedLaunch): string {
  const json = JSON.stringify(launch.request, undefined, 2);
  const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
  const command = `aws sagemaker create-training-job --region ${quoted(launch.places.region)} --cli-input-json`;
  const run =
    Buffer.byteLength(json) > longestArgument ? fromFile(command, json) : `${command} ${quoted(json)}\n`;
  return `${neededFiles(launch)}${run}`;
}

/** The program reads its input twice, so that a pipe would not do. No line of JSON is the word at its end. */
function fromFile(command: string, json: string): string {
  return [
    'request=$(mktemp) && cat > "$request" <<\'REQUEST\'',
    json,
    'REQUEST',
    `${command} "file://$request"`,
    'rm "$request"',
    '',
  ].join('\n');
}

function boto3Text(launch: CopiedLaunch): string {
  return [
    `${neededFiles(launch)}import boto3`,
    '',
    `sagemaker = boto3.client("sagemaker", region_name=${pythonLiteral(launch.places.region)})`,
    `job = sagemaker.create_training_job(**${pythonLiteral(launch.request)})`,
    'print(job["TrainingJobArn"])',
    '',
  ].join('\n');
}

/** Comments that name the files which a launch uploads; neither the command line nor boto3 does that. */
function neededFiles({ spec, places }: CopiedLaunch): string {
  const files = [
    ...(spec.sourceFolder === '' || spec.script === ''
      ? []
      : [[spec.sourceFolder, places.sourceUri] as const]),
    ...spec.channels.flatMap(({ name, source }) =>
      'path' in source ? [[source.path, places.channelUri(name)] as const] : [],
    ),
  ];
  if (files.length === 0) return '';
  const lines = files.map(([path, uri]) => `#   ${oneLine(path)}  →  ${uri}`);
  return ['# These must be in S3 first; a launch uploads them:', ...lines, ''].join('\n');
}

function oneLine(path: string): string {
  return path.replace(/[\r\n]/g, '?');
}
