import type { ResourceKind } from '../kind.ts';
import { dataQualityJobDefinition } from './dataQualityJobDefinition.ts';
import { lineageAction } from './lineageAction.ts';
import { lineageArtifact } from './lineageArtifact.ts';
import { lineageContext } from './lineageContext.ts';
import { lineageGroup } from './lineageGroup.ts';
import { modelBiasJobDefinition } from './modelBiasJobDefinition.ts';
import { modelExplainabilityJobDefinition } from './modelExplainabilityJobDefinition.ts';
import { modelQualityJobDefinition } from './modelQualityJobDefinition.ts';
import { monitoringSchedule } from './monitoringSchedule.ts';
import { resourceCatalog } from './resourceCatalog.ts';

/** In the order in which they stand in the tree. */
export const governanceKinds: readonly ResourceKind[] = [
  monitoringSchedule,
  dataQualityJobDefinition,
  modelQualityJobDefinition,
  modelBiasJobDefinition,
  modelExplainabilityJobDefinition,
  lineageArtifact,
  lineageAction,
  lineageContext,
  lineageGroup,
  resourceCatalog,
];
