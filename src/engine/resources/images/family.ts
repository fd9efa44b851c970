import { number, text } from '../../json.ts';
import { type EngineRequest } from '../../http/message.ts';
import { type Family } from '../catalogue.ts';
import { listHandler } from '../listing.ts';
import { engineState } from '../members.ts';
import { pageOfValues } from '../valuePages.ts';
import { image } from './image.ts';
import { aliasesOf, imageVersion, versionsOf } from './imageVersion.ts';

/** Images of one's own, for Studio and notebooks. */
export const imagesFamily: Family = {
  name: 'Images',
  kinds: [image, imageVersion],
  operations: (parts) => {
    const { of, store } = parts;
    const [images, versions] = [of('Image'), of('ImageVersion')];
    const list = listHandler(versions, parts);
    if (!list) throw new Error('There is no ListImageVersions.');
    const ofRegion = (request: EngineRequest) => ({
      all: (kind: string) => store.all(kind, request.scope.region),
    });
    return {
      CreateImageVersion(input, request) {
        const version = versions.create(input, request);
        const parent = images.find(input, request);
        const made = number(version.document, 'Version') ?? 0;
        const state = engineState(parent.document);
        if (made > (number(state, 'lastVersion') ?? 0)) {
          images.change(parent, { engine: { ...state, lastVersion: made } });
        }
        return { ImageVersionArn: version.arn };
      },
      ListImageVersions(input, request) {
        images.find(input, request);
        return list(input, request);
      },
      ListAliases(input, request) {
        const parent = images.find(input, request);
        const alias = text(input, 'Alias');
        const wanted = number(input, 'Version');
        const all = versionsOf(parent.name, ofRegion(request))
          .filter(({ document }) => wanted === undefined || number(document, 'Version') === wanted)
          .flatMap(aliasesOf)
          .filter((name) => alias === undefined || name === alias);
        const { values, next } = pageOfValues(
          all.map((name) => [name, name] as const),
          input,
        );
        return { SageMakerImageVersionAliases: values, ...next };
      },
      DeleteImage(input, request) {
        const parent = images.find(input, request);
        images.remove(input, request);
        for (const version of versionsOf(parent.name, ofRegion(request))) store.remove(version);
        return {};
      },
    };
  },
};
