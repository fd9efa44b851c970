/** US dollars: `$0.42`, `$1,234.50`; below one cent as many digits as it takes to say something. */
export function formatDollars(usd: number): string {
  if (usd > 0 && usd < 0.01) return `$${Number(usd.toPrecision(1))}`;
  return `$${usd.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}
