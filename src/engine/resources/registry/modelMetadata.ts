import { object, objects, text, type JsonObject } from '../../json.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { pageOfValues } from '../valuePages.ts';
import { type ResourceStore } from '../resourceStore.ts';

function summaries(document: JsonObject): JsonObject[] {
  const [Domain, Task] = [text(document, 'Domain'), text(document, 'Task')];
  if (Domain === undefined || Task === undefined) return [];
  return objects(object(document, 'InferenceSpecification'), 'Containers').flatMap((container) => {
    const Model = text(container, 'NearestModelName');
    const Framework = text(container, 'Framework');
    const FrameworkVersion = text(container, 'FrameworkVersion');
    if (Model === undefined || Framework === undefined || FrameworkVersion === undefined) return [];
    return [{ Domain, Framework, Task, Model, FrameworkVersion }];
  });
}

/**
 * ListModelMetadata. AWS answers from a list of public model zoos, which this machine does not have; here it is what
 * the registered model packages say that they come nearest to.
 */
export function listModelMetadata(store: ResourceStore): JsonHandler {
  return (input, request) => {
    const filters = objects(object(input, 'SearchExpression'), 'Filters');
    const known = new Map<string, JsonObject>();
    for (const { document } of store.all('ModelPackage', request.scope.region)) {
      for (const summary of summaries(document)) known.set(JSON.stringify(Object.values(summary)), summary);
    }
    const wanted = [...known].filter(([, summary]) =>
      filters.every((filter) => summary[text(filter, 'Name') ?? ''] === text(filter, 'Value')),
    );
    const { values, next } = pageOfValues(wanted, input);
    return { ModelMetadataSummaries: values, ...next };
  };
}
