import * as sdk from '@aws-sdk/client-sagemaker';
import { describe, expect, it } from 'vitest';
import { statusView } from '../../../src/catalog/status.ts';

/** Enumerations of the SDK that end in "Status" and are not a resource's: switches, levels, details of a step. */
const others = new Set([
  ...['AccountDefaultStatus', 'FeatureStatus', 'VolumeAttachmentStatus', 'CaptureStatus', 'ProfilingStatus'],
  ...['ClusterImageVersionStatus', 'SoftwareUpdateStatus', 'RStudioServerProAccessStatus', 'VariantStatus'],
  ...['ManagedInstanceScalingStatus', 'RuleEvaluationStatus', 'RecommendationStatus', 'MaintenanceStatus'],
  ...['HubContentSupportStatus', 'WarmPoolResourceStatus', 'SagemakerServicecatalogStatus'],
  ...['UltraServerHealthStatus', 'ReservedCapacityStatus'],
]);
const statuses = Object.entries(sdk as Readonly<Record<string, unknown>>).flatMap(([name, found]) => {
  if (!name.endsWith('Status') || name.includes('Secondary') || others.has(name)) return [];
  const words = Object.values(found ?? {}).filter((word) => typeof word === 'string');
  return words.length > 0 ? [{ name, words }] : [];
});

describe('statuses', () => {
  it('are found in the SDK', () => expect(statuses.length).toBeGreaterThan(50));

  it.each(statuses)('$name has a look for each of its words', ({ words }) => {
    const unknown = words.filter((word) => statusView(word).icon === 'question');
    expect(unknown).toEqual([]);
  });

  it.each([
    ['InProgress', 'In progress', true],
    ['IN_PROGRESS', 'In progress', true],
    ['INPROGRESS', 'In progress', true],
    ['Delete_Failed', 'Delete failed', false],
    ['READYTODEPLOY', 'Ready to deploy', false],
    ['Brewing', 'Brewing', true],
  ])('%s is said "%s"', (status, words, inProgress) =>
    expect(statusView(status)).toMatchObject({ words, inProgress }),
  );
});
