import { number, text } from '../../json.ts';
import { type Behaviour } from '../behaviour.ts';
import { type Family } from '../catalogue.ts';
import { resourceNotFound } from '../errors.ts';
import { kindHandlers } from '../kindHandlers.ts';
import { listHandler } from '../listing.ts';
import { modelCardExportJob } from './exportJob.ts';
import { modelCard, modelCardVersion } from './modelCard.ts';
import { CardVersions } from './versions.ts';

/** Model cards with their versions and exports. */
export function modelCardsFamily(exports: Behaviour): Family {
  return {
    name: 'Model cards',
    kinds: [modelCard, modelCardVersion, modelCardExportJob(exports)],
    operations: (parts) => {
      const { of, store } = parts;
      const cards = of('ModelCard');
      const versions = new CardVersions(store);
      const list = listHandler(of('ModelCardVersion'), parts);
      const update = kindHandlers(cards, parts)['UpdateModelCard'];
      if (!list || !update) throw new Error('Model cards have versions and can be updated.');
      return {
        CreateModelCard(input, request) {
          const card = cards.create(input, request);
          versions.keep(card);
          return { ModelCardArn: card.arn };
        },
        UpdateModelCard(input, request) {
          versions.keep(cards.find(input, request));
          const answer = update(input, request);
          versions.keep(cards.find(input, request));
          return answer;
        },
        DescribeModelCard(input, request) {
          const card = cards.find(input, request);
          const wanted = number(input, 'ModelCardVersion');
          if (wanted === undefined) return cards.describe(card, request);
          versions.keep(card);
          const version = versions.get(card, wanted);
          if (!version) throw resourceNotFound(`Model card ${card.name} has no version ${wanted}.`);
          return cards.describe({ ...version, createdAt: card.createdAt }, request);
        },
        ListModelCardVersions(input, request) {
          versions.keep(cards.find(input, request));
          return list(input, request);
        },
        DeleteModelCard(input, request) {
          const card = cards.find(input, request);
          for (const job of [...store.all('ModelCardExportJob', card.region)]) {
            if (text(job.document, 'ModelCardName') === card.name) store.remove(job);
          }
          cards.remove(input, request);
          versions.drop(card);
          return {};
        },
      };
    },
  };
}
