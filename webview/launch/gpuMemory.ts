/**
 * Gigabytes of a GPU's memory as its maker sells it, from the GiB that are usable: an A10G's 22.4 GiB are "24 GB", an A100's
 * 40 GiB are "40 GB". Makers give whole binary sizes as they are, and the rest in powers of 1000.
 */
export function nominalGigabytes(gibibytes: number): number {
  const whole = Math.round(gibibytes);
  return Math.abs(gibibytes - whole) < 0.05 ? whole : Math.round(gibibytes * 1.073741824 * 10) / 10;
}
