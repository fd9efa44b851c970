import { type Members } from './inputs.ts';
import { inputMembers } from './operations.ts';
import { listed, type Scene } from './scene.ts';

async function tagsOf(scene: Scene, ResourceArn: string): Promise<Record<string, unknown>> {
  const { Tags } = { Tags: listed(await scene.send('ListTags', { ResourceArn }), 'Tags') };
  return Object.fromEntries(Tags.map((tag) => [String(tag['Key']), tag['Value']]));
}

/** Proves that the tags of the creation are there, that others come and that they go again. */
export async function proveTags(scene: Scene, create: string, known: Members): Promise<void> {
  const given = listed(known, 'Tags');
  const arn = Object.entries(known).find(
    ([name, value]) =>
      name.endsWith('Arn') && name !== 'RoleArn' && typeof value === 'string' && isOf(create, name),
  );
  if (!inputMembers(create).includes('Tags') || given.length === 0 || !arn) return;
  const ResourceArn = String(arn[1]);
  const first = Object.fromEntries(given.map((tag) => [String(tag['Key']), tag['Value']]));
  await scene.prove('ListTags', async () =>
    scene.same(first, await tagsOf(scene, ResourceArn), `Tags of ${create}`),
  );
  const more = { Key: scene.random.slug(), Value: scene.random.slug() };
  await scene.prove('AddTags', async () => {
    await scene.send('AddTags', { ResourceArn, Tags: [more] });
    scene.same({ ...first, [more.Key]: more.Value }, await tagsOf(scene, ResourceArn), `Tags of ${create}`);
  });
  await scene.prove('DeleteTags', async () => {
    await scene.send('DeleteTags', { ResourceArn, TagKeys: [more.Key] });
    const left = await tagsOf(scene, ResourceArn);
    scene.check(!Object.hasOwn(left, more.Key), `A tag of ${create} stays.`);
    scene.same(first, left, `Tags of ${create}`);
  });
}

/** Whether an ARN member is the resource's own: `CreateModel` → `ModelArn`, `Arn`, `JobDefinitionArn`, `JobArn`. */
function isOf(create: string, member: string): boolean {
  const kind = create.replace(/^Create/, '').replace(/V2$/, '');
  return member === `${kind}Arn` || member === 'Arn' || kind.endsWith(member.replace(/Arn$/, ''));
}
