import { type Members } from '../inputs.ts';
import { type KindProof } from '../kindProof.ts';
import { type ProofGroup } from '../proof.ts';
import { listed, type Scene, textIn } from '../scene.ts';

const source = (scene: Scene): Members => ({ SourceUri: scene.s3Uri() });
const properties = (scene: Scene): Members => ({ [scene.random.slug()]: scene.random.slug() });
const found: KindProof['filters'] = ({ Source }) => {
  const SourceUri = textIn(Source as Members, 'SourceUri');
  return { SourceUri: [SourceUri, `${SourceUri}/other`] };
};

async function newArtifact(scene: Scene): Promise<string> {
  const { ArtifactArn } = await scene.send('CreateArtifact', {
    Source: source(scene),
    ArtifactType: 'DataSet',
  });
  return String(ArtifactArn);
}

async function newAction(scene: Scene): Promise<string> {
  const given = { ActionName: scene.name('action'), Source: source(scene), ActionType: 'ModelTraining' };
  return textIn(await scene.send('CreateAction', given), 'ActionArn');
}

export const lineage: ProofGroup = {
  name: 'Lineage',
  kinds: [
    {
      kind: 'Action',
      given: (scene) => ({
        ActionName: scene.name('action'),
        Source: source(scene),
        ActionType: scene.random.slug(),
        Description: scene.random.slug(),
        Status: 'InProgress',
        Properties: properties(scene),
      }),
      filters: found,
      runs: 'InProgress',
      update: (known, scene) => ({
        Description: scene.random.slug(),
        Status: 'Completed',
        Properties: properties(scene),
        PropertiesToRemove: Object.keys(known['Properties'] as Members),
      }),
    },
    {
      kind: 'Artifact',
      given: (scene) => ({
        ArtifactName: scene.name('artifact'),
        Source: source(scene),
        ArtifactType: scene.random.slug(),
        Properties: properties(scene),
      }),
      as: ({ ArtifactArn }) => ({ ArtifactArn }),
      filters: found,
      update: (_, scene) => ({ ArtifactName: scene.name('renamed'), Properties: properties(scene) }),
    },
    {
      kind: 'Context',
      given: (scene) => ({
        ContextName: scene.name('context'),
        Source: source(scene),
        ContextType: scene.random.slug(),
        Description: scene.random.slug(),
        Properties: properties(scene),
      }),
      filters: found,
      update: (_, scene) => ({ Description: scene.random.slug(), Properties: properties(scene) }),
    },
  ],
  special: [
    {
      proves: ['AddAssociation', 'ListAssociations', 'QueryLineage', 'DeleteAssociation'],
      async run(scene) {
        const [data, action, model] = [
          await newArtifact(scene),
          await newAction(scene),
          await newArtifact(scene),
        ];
        const ask = async (more: Members): Promise<unknown[]> =>
          listed(await scene.send('ListAssociations', more), 'AssociationSummaries').map(
            (it) => it['DestinationArn'],
          );
        await scene.step('AddAssociation', async () => {
          await scene.send('AddAssociation', {
            SourceArn: data,
            DestinationArn: action,
            AssociationType: 'ContributedTo',
          });
          await scene.send('AddAssociation', {
            SourceArn: action,
            DestinationArn: model,
            AssociationType: 'Produced',
          });
          scene.same([action], await ask({ SourceArn: data }));
        });
        await scene.step('ListAssociations', async () => {
          scene.same([model], await ask({ SourceArn: action }));
          scene.same([model], await ask({ DestinationArn: model, AssociationType: 'Produced' }));
          scene.same([], await ask({ DestinationArn: model, AssociationType: 'ContributedTo' }));
          scene.same([], await ask({ SourceArn: model }));
          scene.same([], await ask({ SourceArn: action, CreatedBefore: new Date(0) }));
        });
        await scene.step('QueryLineage', async () => {
          const query = async (
            StartArns: string[],
            Direction: string,
            MaxDepth: number,
          ): Promise<unknown[]> => {
            const answer = await scene.send('QueryLineage', {
              StartArns,
              Direction,
              MaxDepth,
              IncludeEdges: true,
            });
            return listed(answer, 'Vertices')
              .map((vertex) => vertex['Arn'])
              .filter((arn) => !StartArns.includes(String(arn)))
              .toSorted();
          };
          scene.same([action, model].toSorted(), await query([data], 'Descendants', 10));
          scene.same([action], await query([data], 'Descendants', 1));
          scene.same([action, data].toSorted(), await query([model], 'Ascendants', 10));
          scene.same([], await query([model], 'Descendants', 10));
        });
        await scene.step('DeleteAssociation', async () => {
          await scene.send('DeleteAssociation', { SourceArn: data, DestinationArn: action });
          scene.same([], await ask({ SourceArn: data }));
          scene.same([model], await ask({ SourceArn: action }));
        });
      },
    },
    {
      proves: ['ListLineageGroups', 'DescribeLineageGroup', 'GetLineageGroupPolicy'],
      async run(scene) {
        await newArtifact(scene);
        const group = await scene.step('ListLineageGroups', async () => {
          const [first] = listed(await scene.send('ListLineageGroups'), 'LineageGroupSummaries');
          scene.check(
            textIn(first, 'LineageGroupArn').includes(scene.accountId),
            'There is no group of this account.',
          );
          scene.same(
            [],
            (await scene.send('ListLineageGroups', { CreatedBefore: new Date(0) }))['LineageGroupSummaries'],
          );
          return first ?? {};
        });
        const { LineageGroupName, LineageGroupArn } = group;
        await scene.step('DescribeLineageGroup', async () => {
          scene.same(
            { LineageGroupName, LineageGroupArn },
            await scene.send('DescribeLineageGroup', { LineageGroupName }),
          );
          await scene.refusal('DescribeLineageGroup', { LineageGroupName: scene.name('none') });
        });
        await scene.step('GetLineageGroupPolicy', async () => {
          // Nobody has shared it, so that AWS too has no policy to show.
          await scene.refusal('GetLineageGroupPolicy', { LineageGroupName: scene.name('none') });
          const answer = await scene
            .send('GetLineageGroupPolicy', { LineageGroupName })
            .catch((error: unknown) => {
              scene.check(error instanceof Error && error.name === 'ResourceNotFound', String(error));
              return undefined;
            });
          if (answer) scene.same({ LineageGroupArn }, answer);
        });
      },
    },
  ],
};
