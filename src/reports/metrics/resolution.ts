const hour = 3600;
const day = 24 * hour;

/** How long CloudWatch keeps which resolution; all in seconds. */
const kept = [
  { age: 3 * hour, period: 1 },
  { age: 15 * day, period: 60 },
  { age: 63 * day, period: 300 },
] as const;
/** What is just about to be thinned is asked for as if it were. Seconds. */
const margin = 60;

/**
 * The finest period that CloudWatch has for all that is younger than `age`: 1 s up to 3 hours, 1 min up to 15 days, 5 min up to
 * 63 days, then 1 h (up to 15 months). Seconds.
 *
 * Source: "Metrics retention" in the Amazon CloudWatch User Guide, and GetMetricData's `MetricStat.Period`.
 *
 * @param finest what the metrics are stored by; for those of SageMaker on AWS 60
 */
export function periodFor(age: number, finest: number): number {
  const found = kept.find((one) => age + margin <= one.age)?.period ?? hour;
  return Math.max(found, finest);
}
