import { kindOf } from '../catalog/catalog.ts';
import { choices } from '../catalog/choices.ts';
import type { Connection } from '../connection/connection.ts';
import { pick } from '../platform/pick.ts';

/** The name of a training job that has a model to deploy, as the person chooses it. */
export async function pickCompletedJob(connection: Connection): Promise<string | undefined> {
  const kind = kindOf('trainingJob');
  const chosen = await pick({
    title: 'Deploy',
    placeholder: 'The training job whose model is deployed',
    empty: 'No training job has completed yet',
    load: (signal) =>
      choices(connection, kind, { signal, where: (job) => kind.actions(job).includes('deploy') }),
  });
  return chosen?.name;
}
