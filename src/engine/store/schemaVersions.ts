/**
 * The version of each component's tables that this engine knows: as many as the component has migrations. A data
 * directory is held against all of them before anything in it is touched.
 */
export const SCHEMA_VERSIONS: Readonly<Record<string, number>> = {
  documents: 1,
  logs: 1,
  metrics: 1,
  objects: 1,
  resources: 1,
  runMetrics: 1,
};
