/** What `npm run screens` shows of the product, in each theme. */
import { compareScenes } from './compare.ts';
import { detailsScenes } from './details.ts';
import { failureScenes } from './failure.ts';
import { inferenceScenes } from './inference.ts';
import { insightsScenes } from './insights.ts';
import { metricsScenes } from './metrics.ts';
import { runningScenes } from './running.ts';
import { type Scene } from './scene.ts';
import { sidebarScenes } from './sidebar.ts';
import { startScenes } from './start.ts';
import { trainingScenes } from './training.ts';
import { troubleScenes } from './trouble.ts';
import { wholeLogScenes } from './wholeLog.ts';

/** In this order, in one window: a scene starts where the one before it ended. */
export const scenes: readonly Scene[] = [
  ...startScenes,
  ...trainingScenes,
  ...wholeLogScenes,
  ...inferenceScenes,
  ...detailsScenes,
  ...sidebarScenes,
  ...runningScenes,
  ...metricsScenes,
  ...compareScenes,
  ...insightsScenes,
  ...failureScenes,
  ...troubleScenes,
];
