import { type Members } from '../inputs.ts';
import { type ProofGroup } from '../proof.ts';

export const projects: ProofGroup = {
  name: 'Projects',
  kinds: [
    {
      kind: 'Project',
      given: (scene) => ({
        ProjectName: scene.name('project'),
        ProjectDescription: scene.random.slug(),
        ServiceCatalogProvisioningDetails: {
          ProductId: scene.name('prod'),
          ProvisioningArtifactId: scene.name('pa'),
        },
      }),
      update: (_, scene) => ({ ProjectDescription: scene.random.slug() }),
      deletedStatus: 'DeleteCompleted',
    },
  ],
  special: [
    {
      proves: [
        'EnableSagemakerServicecatalogPortfolio',
        'GetSagemakerServicecatalogPortfolioStatus',
        'DisableSagemakerServicecatalogPortfolio',
      ],
      async run(scene) {
        const status = (): Promise<Members> => scene.send('GetSagemakerServicecatalogPortfolioStatus');
        await scene.step('EnableSagemakerServicecatalogPortfolio', async () => {
          await scene.send('DisableSagemakerServicecatalogPortfolio');
          scene.same({ Status: 'Disabled' }, await status());
          await scene.send('EnableSagemakerServicecatalogPortfolio');
          scene.same({ Status: 'Enabled' }, await status());
        });
        await scene.step('DisableSagemakerServicecatalogPortfolio', async () => {
          await scene.send('DisableSagemakerServicecatalogPortfolio');
          scene.same({ Status: 'Disabled' }, await status());
        });
        await scene.step('GetSagemakerServicecatalogPortfolioStatus', async () => {
          await scene.send('EnableSagemakerServicecatalogPortfolio');
          scene.same({ Status: 'Enabled' }, await status());
        });
      },
    },
  ],
};
