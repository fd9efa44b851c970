import { type EngineRequest } from '../../http/message.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { type ResourceStore } from '../resourceStore.ts';

/** Whether SageMaker's project templates may be used: a switch of each region, off at first. */
export function portfolioOperations(store: ResourceStore): Record<string, JsonHandler> {
  const keyOf = ({ scope: { region } }: EngineRequest) => ({
    kind: 'ServicecatalogPortfolio',
    region,
    name: 'enabled',
  });
  return {
    EnableSagemakerServicecatalogPortfolio(_input, request) {
      const key = keyOf(request);
      const arn = `arn:aws:sagemaker:${key.region}:${request.accountId}:servicecatalog-portfolio`;
      if (!store.get(key)) store.insert({ ...key, arn }, {});
      return {};
    },
    DisableSagemakerServicecatalogPortfolio(_input, request) {
      store.remove(keyOf(request));
      return {};
    },
    GetSagemakerServicecatalogPortfolioStatus: (_input, request) => ({
      Status: store.get(keyOf(request)) ? 'Enabled' : 'Disabled',
    }),
  };
}
