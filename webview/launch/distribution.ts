import { html, nothing, type TemplateResult } from 'lit';
import type { LaunchEdit } from '../../src/messages/launch.ts';
import type { DistributionStrategy, DistributionView } from '../../src/messages/launchDistribution.ts';
import type { Form } from './form.ts';
import { areaInput, type Field, fieldRow, selectInput, textInput } from './inputs.ts';
import { asJson } from './paths.ts';

const strategies: readonly { value: DistributionStrategy; label: string; detail: undefined }[] = [
  { value: 'torchrun', label: 'torchrun (PyTorch)', detail: undefined },
  { value: 'mpi', label: 'MPI', detail: undefined },
  { value: 'parameterServer', label: 'Parameter server (TensorFlow)', detail: undefined },
  { value: 'multiWorkerMirrored', label: 'Multi-worker mirrored (TensorFlow)', detail: undefined },
  { value: 'torchXla', label: 'torch XLA (Trainium)', detail: undefined },
  { value: 'dataParallel', label: 'SageMaker data parallel', detail: undefined },
  { value: 'modelParallel', label: 'SageMaker model parallel', detail: undefined },
];

/** How several processes or hosts train together; what a strategy has no use for is not asked. */
export function distributionPart(form: Form): TemplateResult {
  const { distribution } = form.page;
  const strategy = field('strategy', 'Strategy', distribution?.strategy ?? '');
  const takes = (...names: DistributionStrategy[]) => distribution && names.includes(distribution.strategy);
  return html`${fieldRow(
    { ...strategy, help: 'How processes and hosts train together. None: the script sees to it by itself.' },
    selectInput(form, strategy, strategies, 'None', (value) =>
      edit(value === '' ? undefined : { ...distribution, strategy: value as DistributionStrategy }),
    ),
  )}
  ${
    distribution && takes('mpi', 'modelParallel')
      ? member(form, distribution, 'processesPerHost', 'Processes a host')
      : nothing
  }
  ${
    distribution && takes('mpi', 'modelParallel', 'dataParallel')
      ? member(form, distribution, 'mpiOptions', 'Options of mpirun')
      : nothing
  }
  ${distribution && takes('modelParallel') ? parameters(form, distribution) : nothing}`;
}

function field(name: string, label: string, value: string): Field {
  return { key: `distribution/${name}`, label, value, problems: [] };
}

function edit(value: DistributionView | undefined): LaunchEdit {
  return { type: 'distribution', value };
}

function member(
  form: Form,
  distribution: DistributionView,
  name: 'processesPerHost' | 'mpiOptions',
  label: string,
): TemplateResult {
  const shown = field(name, label, String(distribution[name] ?? ''));
  const { [name]: _dropped, ...others } = distribution;
  const toValue = (text: string): DistributionView => {
    if (text.trim() === '') return others;
    if (name === 'mpiOptions') return { ...others, mpiOptions: text };
    // Digits only: anything else stays in the field, and the launch as it was.
    return /^\d+$/.test(text.trim()) ? { ...others, processesPerHost: Number(text) } : distribution;
  };
  return fieldRow(
    shown,
    textInput(form, shown, (text) => edit(toValue(text))),
  );
}

function parameters(form: Form, distribution: DistributionView): TemplateResult {
  const { parameters: value, ...others } = distribution;
  const text = value === undefined ? '' : JSON.stringify(value, undefined, 2);
  const typed = asJson(form.edits.text('distribution/parameters') ?? text);
  const isObject =
    typed === undefined || (typeof typed === 'object' && typed !== null && !Array.isArray(typed));
  const shown: Field = {
    ...field('parameters', 'Parameters', text),
    placeholder: '{ "partitions": 2, "microbatches": 4 }',
    help: isObject ? undefined : 'A JSON object is needed; until then the launch stays as it was.',
  };
  const toValue = (typed: string): DistributionView => {
    const parsed = asJson(typed);
    if (parsed === undefined) return others;
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? { ...others, parameters: parsed as Readonly<Record<string, unknown>> }
      : distribution;
  };
  return fieldRow(
    shown,
    areaInput(form, shown, (typed) => edit(toValue(typed))),
  );
}
