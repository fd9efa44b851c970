/** Maps with at most so many promises pending at a time; the results are in the order of the values. */
export async function mapLimited<T, R>(
  values: readonly T[],
  limit: number,
  map: (value: T) => Promise<R>,
): Promise<R[]> {
  const results = new Array<R>(values.length);
  const rest = values.entries();
  const work = async () => {
    for (const [index, value] of rest) results[index] = await map(value);
  };
  await Promise.all(Array.from({ length: Math.min(limit, values.length) }, work));
  return results;
}
