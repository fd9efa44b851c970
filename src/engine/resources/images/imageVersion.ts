import { validationError } from '../../http/awsError.ts';
import { number, text, type JsonObject } from '../../json.ts';
import { resourceInUse, resourceNotFound } from '../errors.ts';
import { type KindContext, type ResourceKind } from '../kind.ts';
import { engineState, given, strings } from '../members.ts';
import { type ResourceRecord } from '../record.ts';

type Lookup = Pick<KindContext, 'find' | 'all'>;

/** The versions of an image, the oldest first. */
export function versionsOf(imageName: string, { all }: Pick<Lookup, 'all'>): ResourceRecord[] {
  return [...all('ImageVersion')]
    .filter(({ document }) => text(document, 'ImageName') === imageName)
    .sort((a, b) => (number(a.document, 'Version') ?? 0) - (number(b.document, 'Version') ?? 0));
}

/** An image version's aliases. */
export function aliasesOf({ document }: ResourceRecord): readonly string[] {
  return strings(engineState(document), 'aliases');
}

/** The key of the version that a request names by number, by alias, or not at all: then it is the newest. */
function keyOf(input: JsonObject, context: Lookup): string {
  const name = text(input, 'ImageName') ?? '';
  const version = number(input, 'Version');
  const alias = text(input, 'Alias');
  if (version !== undefined && alias !== undefined) {
    throw validationError('Version and Alias cannot both be given.');
  }
  if (version !== undefined) return `${name}/${version}`;
  const versions = versionsOf(name, context);
  const found = alias === undefined ? versions.at(-1) : versions.find((v) => aliasesOf(v).includes(alias));
  if (found) return found.name;
  throw resourceNotFound(
    `No ImageVersion of the image "${name}" exists${alias === undefined ? '' : ` with the alias "${alias}"`}.`,
  );
}

function newKey(input: JsonObject, context: Lookup): string {
  const name = text(input, 'ImageName') ?? '';
  const image = context.find('Image', name);
  if (!image) throw resourceNotFound(`No Image with the name "${name}" exists.`);
  const versions = versionsOf(name, context);
  const repeated = versions.find(({ document }) => document['ClientToken'] === input['ClientToken']);
  if (repeated) return repeated.name;
  let last = number(engineState(image.document), 'lastVersion') ?? 0;
  for (const { document } of versions) last = Math.max(last, number(document, 'Version') ?? 0);
  return `${name}/${last + 1}`;
}

/** @throws AwsError for an alias that another version of the image has */
function requireFree(aliases: readonly string[], imageName: string, own: string, context: Lookup): void {
  for (const version of versionsOf(imageName, context)) {
    const taken = aliases.find((alias) => version.name !== own && aliasesOf(version).includes(alias));
    if (taken !== undefined) {
      throw resourceInUse(`The alias "${taken}" is used by version ${version.arn} of the image.`);
    }
  }
}

function update(record: ResourceRecord, input: JsonObject, context: KindContext): JsonObject {
  const added = strings(input, 'AliasesToAdd');
  const removed = new Set(strings(input, 'AliasesToDelete'));
  requireFree(added, text(record.document, 'ImageName') ?? '', record.name, context);
  const aliases = [...new Set([...aliasesOf(record), ...added])].filter((alias) => !removed.has(alias));
  return {
    ...given(input, 'VendorGuidance', 'JobType', 'MLFramework', 'ProgrammingLang'),
    ...given(input, 'Processor', 'Horovod', 'ReleaseNotes'),
    engine: { ...engineState(record.document), aliases },
  };
}

/** Versions of images: each stands for one container image. */
export const imageVersion: ResourceKind = {
  name: 'ImageVersion',
  nameMember: 'ImageName',
  key: keyOf,
  newKey,
  notFound: (key) => resourceNotFound(`No ImageVersion "${key}" exists.`),
  create({ Aliases: named, ...input }, context) {
    const [name, version] = context.key.split('/');
    const aliases = strings({ Aliases: named }, 'Aliases');
    requireFree(aliases, name ?? '', context.key, context);
    return {
      VendorGuidance: 'NOT_PROVIDED',
      Horovod: false,
      ...input,
      Version: Number(version),
      ImageArn: context.find('Image', name ?? '')?.arn,
      // No copy of it is made on this machine.
      ContainerImage: input['BaseImage'],
      ImageVersionStatus: 'CREATING',
      engine: { aliases },
    };
  },
  update,
  settles: { CREATING: { to: 'CREATED', afterMs: 500 } },
  delete: () => ({ ImageVersionStatus: 'DELETING' }),
  deletingMs: 300,
  sorts: { VERSION: '$.Version' },
};
