import { type ProofGroup } from '../proof.ts';
import { cards } from './cards.ts';
import { clusters } from './clusters.ts';
import { edge } from './edge.ts';
import { experiments } from './experiments.ts';
import { features } from './features.ts';
import { hosting } from './hosting.ts';
import { hub } from './hub.ts';
import { images } from './images.ts';
import { inference } from './inference.ts';
import { jobs } from './jobs.ts';
import { labeling } from './labeling.ts';
import { lineage } from './lineage.ts';
import { mlflow } from './mlflow.ts';
import { monitoring } from './monitoring.ts';
import { notebooks } from './notebooks.ts';
import { pipelines } from './pipelines.ts';
import { projects } from './projects.ts';
import { registry } from './registry.ts';
import { search } from './search.ts';
import { studio } from './studio.ts';
import { training } from './training.ts';

/** Every proof there is; what takes longest begins first. */
export const proofs: readonly ProofGroup[] = [
  training,
  inference,
  pipelines,
  clusters,
  studio,
  notebooks,
  mlflow,
  jobs,
  monitoring,
  labeling,
  edge,
  registry,
  cards,
  images,
  projects,
  hub,
  experiments,
  lineage,
  search,
  features,
  hosting,
];
