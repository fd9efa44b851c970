/** Why a launch may go on with another instance type: AWS has none of this one now, or the account may not have more. */
export type Shortage = 'capacity' | 'quota';

/** What a job says of its end, as DescribeTrainingJob answers it. */
export interface EndedJob {
  readonly TrainingJobStatus?: string | undefined;
  readonly FailureReason?: string | undefined;
  readonly SecondaryStatus?: string | undefined;
}

/**
 * What kept a job from its instances. CreateTrainingJob answers `ResourceLimitExceeded` when a quota is used up; a job that
 * was accepted fails with a reason that begins with `CapacityError`, or is stopped when a spot job or a warm pool waited too
 * long. Sources: CreateTrainingJob in the API reference; "Jobs stuck in RUNNABLE due to capacity" in AWS Batch's user guide.
 * @param ended what CreateTrainingJob threw, or a job's description
 * @returns undefined for everything else: another type would not help
 */
export function shortageOf(ended: unknown): Shortage | undefined {
  if (typeof ended !== 'object' || ended === null) return undefined;
  if (isJob(ended)) return ofJob(ended);
  const name = 'name' in ended && typeof ended.name === 'string' ? ended.name : '';
  if (name.startsWith('ResourceLimitExceeded')) return 'quota';
  return /^(?:CapacityError|InsufficientCapacity|InsufficientInstanceCapacity)/.test(name)
    ? 'capacity'
    : undefined;
}

function isJob(ended: object): ended is EndedJob {
  return 'TrainingJobStatus' in ended;
}

/** Whether it is worth trying another instance type. */
export function isCapacityError(ended: unknown): boolean {
  return shortageOf(ended) !== undefined;
}

function ofJob({ TrainingJobStatus, FailureReason = '', SecondaryStatus }: EndedJob): Shortage | undefined {
  if (TrainingJobStatus === 'Failed') {
    if (/^CapacityError\b/.test(FailureReason)) return 'capacity';
    return /^ResourceLimitExceeded\b/.test(FailureReason) ? 'quota' : undefined;
  }
  const waited = SecondaryStatus === 'MaxWaitTimeExceeded' || SecondaryStatus === 'MaxPendingTimeExceeded';
  return TrainingJobStatus === 'Stopped' && waited ? 'capacity' : undefined;
}
