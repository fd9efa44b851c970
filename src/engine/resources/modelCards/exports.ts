import { isJsonObject, number, object, text, type Json, type JsonObject } from '../../json.ts';
import { type EngineParts } from '../../parts.ts';
import { parseS3Uri } from '../../store/objectStore.ts';
import { type Behaviour } from '../behaviour.ts';
import { parsedObject } from '../members.ts';
import { type ResourceRecord } from '../record.ts';
import { pdfOf, type PdfLine } from './pdf.ts';

function words(key: string): string {
  const spaced = key.replaceAll('_', ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

function* linesOf(value: Json, label: string, depth: number): Generator<PdfLine> {
  const indent = '  '.repeat(depth);
  if (typeof value !== 'object' || value === null) {
    const [first = '', ...rest] = String(value).split(/\r?\n/);
    yield { text: `${indent}${label}: ${first}` };
    for (const line of rest) yield { text: `${indent}  ${line}` };
    return;
  }
  yield { text: `${indent}${label}`, heading: true };
  const entries = isJsonObject(value)
    ? Object.entries(value).map(([key, item]) => [words(key), item] as const)
    : value.map((item, index) => [String(index + 1), item] as const);
  for (const [key, item] of entries) if (item !== undefined) yield* linesOf(item, key, depth + 1);
}

function documentOf(card: JsonObject): PdfLine[] {
  const version = number(card, 'ModelCardVersion') ?? 1;
  const head: PdfLine[] = [
    { text: `Model card: ${text(card, 'ModelCardName') ?? ''}`, heading: true },
    { text: `Version ${version}, ${text(card, 'ModelCardStatus') ?? ''}` },
  ];
  const content = parsedObject(text(card, 'Content') ?? '') ?? {};
  const sections = Object.entries(content).flatMap(([section, value]) => [
    { text: '' },
    ...(value === undefined ? [] : linesOf(value, words(section), 0)),
  ]);
  return [...head, ...sections];
}

/** Writes model cards to S3 as PDF. */
export function createModelCardExports(parts: Pick<EngineParts, 'resources' | 'objects' | 'log'>): Behaviour {
  const write = async (job: ResourceRecord): Promise<JsonObject> => {
    const name = text(job.document, 'ModelCardName') ?? '';
    const version = number(job.document, 'ModelCardVersion') ?? 1;
    const card = parts.resources.get({
      kind: 'ModelCardVersion',
      region: job.region,
      name: `${name}/${version}`,
    });
    if (!card) return { Status: 'Failed', FailureReason: 'The model card was deleted.' };
    const path = text(object(job.document, 'OutputConfig'), 'S3OutputPath') ?? '';
    const place = parseS3Uri(path);
    if (!place) return { Status: 'Failed', FailureReason: `${path} is not an S3 URI.` };
    const jobName = text(job.document, 'ModelCardExportJobName') ?? '';
    const folder = place.key.replace(/\/?$/, place.key === '' ? '' : '/');
    const key = `${folder}${jobName}/${name}-version-${version}.pdf`;
    const pdf = pdfOf(documentOf(card.document));
    await parts.objects.write(place.bucket, key, chunks(pdf), { 'content-type': 'application/pdf' });
    return { Status: 'Completed', ExportArtifacts: { S3ExportArtifacts: `s3://${place.bucket}/${key}` } };
  };
  const run = (job: ResourceRecord): void => {
    write(job)
      .catch((error: unknown) => {
        parts.log(`Exporting a model card (${job.arn}) failed`, error);
        return { Status: 'Failed', FailureReason: error instanceof Error ? error.message : String(error) };
      })
      .then((change) => parts.resources.patch(job, change))
      .catch((error: unknown) => parts.log(`The end of ${job.arn} could not be stored`, error));
  };
  return {
    start: run,
    recover(job) {
      if (job.document['Status'] === 'InProgress') run(job);
    },
  };
}

async function* chunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
