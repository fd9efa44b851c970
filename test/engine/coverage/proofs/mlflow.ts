import { type ProofGroup } from '../proof.ts';
import { proveUrl } from './studio.ts';

export const mlflow: ProofGroup = {
  name: 'MLflow',
  kinds: [
    {
      kind: 'MlflowTrackingServer',
      given: (scene) => ({
        TrackingServerName: scene.name('server'),
        ArtifactStoreUri: scene.s3Uri(),
        RoleArn: scene.role(),
        TrackingServerSize: 'Small',
      }),
      update: (_, scene) => ({
        ArtifactStoreUri: scene.s3Uri(),
        TrackingServerSize: 'Medium',
        WeeklyMaintenanceWindowStart: 'Tue:03:30',
      }),
      stop: { to: 'Stopped' },
      start: { to: 'Started' },
      also: {
        proves: ['CreatePresignedMlflowTrackingServerUrl'],
        run: ({ TrackingServerName }, scene) =>
          scene.step('CreatePresignedMlflowTrackingServerUrl', async () => {
            const answer = await scene.send('CreatePresignedMlflowTrackingServerUrl', { TrackingServerName });
            await proveUrl(scene, answer['AuthorizedUrl']);
            await scene.refusal('CreatePresignedMlflowTrackingServerUrl', {
              TrackingServerName: scene.name('none'),
            });
          }),
      },
    },
    {
      kind: 'MlflowApp',
      given: (scene) => ({
        Name: scene.name('app'),
        ArtifactStoreUri: scene.s3Uri(),
        RoleArn: scene.role(),
        ModelRegistrationMode: 'AutoModelRegistrationDisabled',
        AccountDefaultStatus: 'DISABLED',
      }),
      as: ({ Arn }) => ({ Arn }),
      filters: () => ({ AccountDefaultStatus: ['DISABLED', 'ENABLED'] }),
      filtersElsewhere: ['DefaultForDomainId'],
      update: (_, scene) => ({
        ArtifactStoreUri: scene.s3Uri(),
        ModelRegistrationMode: 'AutoModelRegistrationEnabled',
        WeeklyMaintenanceWindowStart: 'Wed:04:30',
      }),
      deletedStatus: 'Deleted',
      also: {
        proves: ['CreatePresignedMlflowAppUrl'],
        run: ({ Arn }, scene) =>
          scene.step('CreatePresignedMlflowAppUrl', async () => {
            await proveUrl(
              scene,
              (await scene.send('CreatePresignedMlflowAppUrl', { Arn }))['AuthorizedUrl'],
            );
            await scene.refusal('CreatePresignedMlflowAppUrl', { Arn: `${String(Arn).slice(0, -2)}zz` });
          }),
      },
    },
  ],
};
