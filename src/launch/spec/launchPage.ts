import type { CreateTrainingJobRequest, DescribeTrainingJobResponse } from '@aws-sdk/client-sagemaker';
import type { Choice, ConnectionWait, LaunchPage } from '../../messages/launch.ts';
import type { BundleView } from '../../messages/launchInputs.ts';
import type { InstanceRow } from '../../messages/launchInstances.ts';
import type { Problem } from '../../messages/launchProblem.ts';
import type { SectionSpec } from '../../messages/launchSections.ts';
import { argumentProblems, argumentRows, type TypedTexts } from './argumentRows.ts';
import { toChannelRow } from './channelRows.ts';
import { checkRequest } from './checkRequest.ts';
import { costText, hostGroups, spotNote } from './costText.ts';
import { differences } from './differences.ts';
import { hints } from './hints.ts';
import { fieldsOf, textOf } from './json.ts';
import type { LaunchPlace, ScriptFacts, SpotJob } from './launchFacts.ts';
import type { LaunchShapes } from './launchShapes.ts';
import { localStorageProblems } from './localStorage.ts';
import { noLocation } from './noLocation.ts';
import type { LaunchSpec } from './launchSpec.ts';

/** What the world has answered so far; undefined is not known yet. */
export interface Answers {
  readonly script: ScriptFacts | undefined;
  readonly scripts: readonly Choice[] | undefined;
  readonly bundle: BundleView | undefined;
  readonly channelNotes: readonly (string | undefined)[];
  readonly images: readonly Choice[] | undefined;
  readonly roles: readonly Choice[] | undefined;
  readonly instances: readonly InstanceRow[] | undefined;
  readonly instanceNotes: readonly string[] | undefined;
  /** Of the source folder and the channels on disk. */
  readonly diskProblems: readonly Problem[] | undefined;
  readonly spotJobs: readonly SpotJob[] | undefined;
  readonly metricPreview: readonly string[] | undefined;
  readonly isTaken: boolean | undefined;
  readonly problems: readonly Problem[] | undefined;
  /** What could not be found out, and why. */
  readonly failures: readonly Problem[];
}

/** All that a page is drawn from. */
export interface LaunchState {
  readonly spec: LaunchSpec;
  readonly typed: TypedTexts;
  readonly baseJobName: string;
  readonly request: CreateTrainingJobRequest;
  readonly clonedFrom: DescribeTrainingJobResponse | LaunchSpec | undefined;
  readonly answers: Answers;
  readonly place: LaunchPlace;
  readonly canDebugHere: boolean;
  readonly trial: LaunchPage['trial'];
  readonly busy: LaunchPage['busy'];
  readonly wait: LaunchPage['wait'];
}

/** The page of a state; asks nobody. */
export function launchPage(
  state: LaunchState,
  shapes: LaunchShapes,
  sections: readonly SectionSpec[],
): LaunchPage {
  const { spec, typed, request, answers, place } = state;
  const declared = answers.script?.reading.arguments ?? [];
  const fields = fieldsOf(request);
  const inputMode = textOf(fieldsOf(fields['AlgorithmSpecification'])['TrainingInputMode']);
  return {
    connection: place,
    script: spec.script,
    scripts: answers.scripts ?? [],
    notebook: answers.script?.notebookLeftOut && { leftOut: answers.script.notebookLeftOut },
    arguments: argumentRows(spec, declared, typed),
    scriptNotes: (answers.script?.reading.notes ?? []).map(({ text, line }) =>
      line === undefined ? text : `Line ${line}: ${text}`,
    ),
    bundle: answers.bundle ?? emptyBundle(spec.sourceFolder),
    channels: spec.channels.map((channel, index) =>
      toChannelRow(channel, answers.channelNotes[index] ?? '', inputMode),
    ),
    images: answers.images ?? [],
    roles: answers.roles ?? [],
    instanceNotes: answers.instanceNotes ?? [],
    fallbackInstanceTypes: spec.fallbackInstanceTypes,
    distribution: spec.distribution,
    baseJobName: state.baseJobName,
    request,
    sections,
    problems: launchProblems(state, shapes),
    requestText: JSON.stringify(request, undefined, 2),
    cost: costText(fields, answers.instances, place.billed),
    metricPreview: answers.metricPreview ?? [],
    differences: state.clonedFrom ? differences(state.clonedFrom, spec, shapes) : [],
    hints: hints(answers.script?.reading, hostGroups(fields), answers.instances ?? []),
    spotNote: spotNote(answers.spotJobs ?? []),
    canDebugHere: state.canDebugHere,
    trial: state.trial,
    busy: state.busy,
    wait: state.wait,
  };
}

/** All that is wrong, in the page's order; what could not be found out comes last. */
export function launchProblems(state: LaunchState, shapes: LaunchShapes): Problem[] {
  const { spec, typed, request, answers, wait } = state;
  const declared = answers.script?.reading.arguments ?? [];
  return [
    ...(wait?.kind === 'failed' ? [notConnected(wait)] : []),
    ...diskProblems(spec, answers.diskProblems ?? []),
    ...argumentProblems(spec, declared, typed),
    // Without a connection there are members that nobody can fill in yet.
    ...(wait ? [] : checkRequest(request, shapes)),
    ...localStorageProblems(fieldsOf(request), answers.instances ?? []),
    ...(answers.isTaken === true ? [taken(request.TrainingJobName ?? '')] : []),
    ...(answers.problems ?? []),
    ...answers.failures,
  ];
}

/** What is told at once, then what the disk has answered of the rest. */
function diskProblems({ channels }: LaunchSpec, found: readonly Problem[]): Problem[] {
  const empty = channels.flatMap(({ name, source }) =>
    'path' in source && source.path.trim() === '' ? [noLocation(name)] : [],
  );
  const others = found.filter(({ message }) => !empty.some((known) => known.message === message));
  return [...empty, ...others];
}

function notConnected({ message, advice }: ConnectionWait & { kind: 'failed' }): Problem {
  const text = [message, advice].filter((part) => part !== undefined).join(' ');
  return { field: 'page', path: [], message: text, severity: 'error' };
}

function taken(jobName: string): Problem {
  const message = `There is a training job "${jobName}" already; names are used once. Choose another.`;
  return { field: 'request', path: ['TrainingJobName'], message, severity: 'error' };
}

function emptyBundle(folder: string): BundleView {
  return { folder, files: undefined, bytes: undefined, largest: [], leftOut: [] };
}
