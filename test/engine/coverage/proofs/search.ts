import { type Members } from '../inputs.ts';
import { type ProofGroup } from '../proof.ts';
import { listed, textIn } from '../scene.ts';

export const search: ProofGroup = {
  name: 'Search',
  special: [
    {
      proves: ['Search', 'GetSearchSuggestions'],
      async run(scene) {
        const [owner, kind] = [scene.random.slug(), scene.random.slug()];
        const names: string[] = [];
        for (const value of [1, 2, 3]) {
          const ExperimentName = `${kind}-${value}`;
          await scene.send('CreateExperiment', {
            ExperimentName,
            DisplayName: `${owner}-${value}`,
            Tags: [{ Key: owner, Value: String(value) }],
          });
          names.push(ExperimentName);
        }
        const ask = async (Filters: Members[], more: Members = {}): Promise<string[]> => {
          const answer = await scene.send('Search', {
            Resource: 'Experiment',
            SearchExpression: { Filters },
            ...more,
          });
          return listed(answer, 'Results').map((result) =>
            textIn(result['Experiment'] as Members, 'ExperimentName'),
          );
        };
        const named = (Operator: string, Value: string): Members => ({
          Name: 'ExperimentName',
          Operator,
          Value,
        });
        await scene.step('Search', async () => {
          const sorted = { SortBy: 'ExperimentName', SortOrder: 'Ascending' };
          scene.same(names, await ask([named('Contains', kind)], sorted));
          scene.same(
            names.slice(1),
            await ask([named('Contains', kind), named('NotEquals', names[0] ?? '')], sorted),
          );
          scene.same([names[1]], await ask([{ Name: `Tags.${owner}`, Operator: 'Equals', Value: '2' }]));
          scene.same([], await ask([named('Equals', scene.random.slug())]));
          scene.same(
            names.toReversed(),
            await ask([named('Contains', kind)], { ...sorted, SortOrder: 'Descending' }),
          );
          const first = await scene.send('Search', {
            Resource: 'Experiment',
            SearchExpression: { Filters: [named('Contains', kind)] },
            ...sorted,
            MaxResults: 2,
          });
          scene.same(
            names.slice(2),
            await ask([named('Contains', kind)], { ...sorted, MaxResults: 2, NextToken: first['NextToken'] }),
          );
        });
        await scene.step('GetSearchSuggestions', async () => {
          const suggest = async (PropertyNameHint: string): Promise<unknown[]> =>
            listed(
              await scene.send('GetSearchSuggestions', {
                Resource: 'Experiment',
                SuggestionQuery: { PropertyNameQuery: { PropertyNameHint } },
              }),
              'PropertyNameSuggestions',
            ).map((it) => it['PropertyName']);
          scene.check(
            (await suggest('Experiment')).includes('ExperimentName'),
            'ExperimentName is not suggested.',
          );
          scene.check(
            (await suggest(`Tags.${owner.slice(0, 6)}`)).includes(`Tags.${owner}`),
            'The tag that is there is not suggested.',
          );
          scene.check(!(await suggest('Disp')).includes('ExperimentName'), 'The hint is not heard.');
        });
      },
    },
    {
      proves: ['ListResourceCatalogs'],
      // Where nobody else makes feature groups.
      region: 'eu-west-2',
      run: (scene) =>
        scene.step('ListResourceCatalogs', async () => {
          const FeatureDefinitions = [
            { FeatureName: 'id', FeatureType: 'String' },
            { FeatureName: 'time', FeatureType: 'Fractional' },
          ];
          const named = {
            RecordIdentifierFeatureName: 'id',
            EventTimeFeatureName: 'time',
            FeatureDefinitions,
          };
          const store = { OnlineStoreConfig: { EnableOnlineStore: true } };
          scene.same([], (await scene.send('ListResourceCatalogs'))['ResourceCatalogs']);
          await scene.send('CreateFeatureGroup', {
            FeatureGroupName: scene.name('features'),
            ...named,
            ...store,
          });
          const found = (await scene.send('ListResourceCatalogs'))['ResourceCatalogs'];
          const [first] = listed({ found }, 'found');
          scene.check(first !== undefined, 'The catalog of the feature groups is not there.');
          const ask = async (more: Members): Promise<unknown> =>
            (await scene.send('ListResourceCatalogs', more))['ResourceCatalogs'];
          scene.same(found, await ask({ NameContains: textIn(first, 'ResourceCatalogName') }));
          scene.same([], await ask({ NameContains: scene.random.slug() }));
          scene.same([], await ask({ CreationTimeBefore: new Date(0) }));
        }),
    },
  ],
};
