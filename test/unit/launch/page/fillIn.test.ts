import { expect, it } from 'vitest';
import { FillIn } from '../../../../src/launch/page/fillIn.ts';
import { applyEdit } from '../../../../src/launch/spec/applyEdit.ts';
import type { LaunchSpec } from '../../../../src/launch/spec/launchSpec.ts';
import { newSpec } from '../../../../src/launch/spec/newSpec.ts';
import type { LaunchEdit } from '../../../../src/messages/launch.ts';

class Draft {
  spec: LaunchSpec = newSpec('/src', 'train.py');
  edit(edit: LaunchEdit): void {
    this.spec = applyEdit(this.spec, edit, []);
  }
}

const choices = (...values: string[]) => values.map((value) => ({ value, label: value, detail: undefined }));
const imageOf = ({ spec }: Draft) => spec.request.AlgorithmSpecification?.TrainingImage;
const setImage = (value: string | undefined): LaunchEdit => ({
  type: 'request',
  path: ['AlgorithmSpecification', 'TrainingImage'],
  value,
});

it('chooses what is offered first, and another image when another is', () => {
  const draft = new Draft();
  const fill = new FillIn(draft);
  fill.from({ images: [], roles: [] });
  expect(imageOf(draft)).toBeUndefined();
  fill.from({ images: choices('cpu', 'gpu'), roles: choices('arn:aws:iam::1:role/a') });
  expect(imageOf(draft)).toBe('cpu');
  expect(draft.spec.request.RoleArn).toBe('arn:aws:iam::1:role/a');
  fill.from({ images: choices('gpu', 'cpu'), roles: choices('arn:aws:iam::1:role/b') });
  expect(imageOf(draft)).toBe('gpu');
  expect(draft.spec.request.RoleArn).toBe('arn:aws:iam::1:role/a');
});

it('leaves alone what a person chose or emptied', () => {
  for (const value of ['own', undefined]) {
    const draft = new Draft();
    const fill = new FillIn(draft);
    fill.from({ images: choices('cpu'), roles: [] });
    draft.edit(setImage(value));
    fill.from({ images: choices('gpu'), roles: [] });
    expect(imageOf(draft)).toBe(value);
  }
});
