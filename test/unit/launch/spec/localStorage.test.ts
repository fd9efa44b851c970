import { expect, it } from 'vitest';
import { readInstances } from '../../../../src/catalog/prices/instances.ts';
import { instanceRow } from '../../../../src/launch/facts/instanceRow.ts';
import { localStorageProblems } from '../../../../src/launch/spec/localStorage.ts';

const rows = (await readInstances('media/data/instances.json')).map((row) => instanceRow(row, {}));

function problems(ResourceConfig: object): string[] {
  return localStorageProblems({ ResourceConfig }, rows).map(
    ({ path, message, severity }) => `${severity} ${path.join('/')}: ${message}`,
  );
}

it('warns of a key, and of a size, that instances with local storage do not take', () => {
  expect(problems({ InstanceType: 'ml.g5.xlarge', VolumeKmsKeyId: 'k', VolumeSizeInGB: 251 })).toEqual([
    'warning ResourceConfig/VolumeKmsKeyId: ml.g5.xlarge has local storage, which its hardware encrypts: AWS takes no key for it. Leave the key out, or choose another type.',
    'warning ResourceConfig/VolumeSizeInGB: ml.g5.xlarge has 250 GB of local storage in place of a volume; AWS takes no larger size for it.',
  ]);
  const groups = [{ InstanceType: 'ml.m5.xlarge' }, { InstanceType: 'ml.g4dn.xlarge' }];
  expect(problems({ InstanceGroups: groups, VolumeKmsKeyId: 'k' })).toEqual([
    expect.stringContaining('ml.g4dn.xlarge'),
  ]);
});

it('says nothing of what they take, of volumes, and of types that nobody knows', () => {
  expect(problems({ InstanceType: 'ml.g5.xlarge', VolumeSizeInGB: 250 })).toEqual([]);
  expect(problems({ InstanceType: 'ml.m5.xlarge', VolumeKmsKeyId: 'k', VolumeSizeInGB: 9000 })).toEqual([]);
  expect(problems({ InstanceType: 'ml.new.xlarge', VolumeKmsKeyId: 'k' })).toEqual([]);
});
