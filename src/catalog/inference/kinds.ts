import type { ResourceKind } from '../kind.ts';
import { endpoint } from './endpoint.ts';
import { endpointConfig } from './endpointConfig.ts';

/** In the order in which they stand in the tree. */
export const inferenceKinds: readonly ResourceKind[] = [endpoint, endpointConfig];
