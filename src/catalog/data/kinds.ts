import type { ResourceKind } from '../kind.ts';
import { featureGroup } from './featureGroup.ts';
import { flowDefinition } from './flowDefinition.ts';
import { humanTaskUi } from './humanTaskUi.ts';
import { labelingJob } from './labelingJob.ts';
import { workforce } from './workforce.ts';
import { workteam } from './workteam.ts';

/** In the order in which they stand in the tree. */
export const dataKinds: readonly ResourceKind[] = [
  featureGroup,
  labelingJob,
  flowDefinition,
  humanTaskUi,
  workteam,
  workforce,
];
