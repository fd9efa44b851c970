/** Writes moments as local time, `15:04:05.123`; thousands of lines of one second cost one conversion. */
export class ClockTime {
  #second = Number.NaN;
  #text = '';
  #day = '';

  /** @param timestamp milliseconds since the epoch */
  time(timestamp: number): string {
    this.#look(timestamp);
    return `${this.#text}.${String(timestamp % 1000).padStart(3, '0')}`;
  }

  /** `2026-11-21`. */
  day(timestamp: number): string {
    this.#look(timestamp);
    return this.#day;
  }

  #look(timestamp: number): void {
    const second = Math.floor(timestamp / 1000);
    if (second === this.#second) return;
    this.#second = second;
    const date = new Date(timestamp);
    const pair = (value: number): string => String(value).padStart(2, '0');
    this.#text = `${pair(date.getHours())}:${pair(date.getMinutes())}:${pair(date.getSeconds())}`;
    this.#day = `${date.getFullYear()}-${pair(date.getMonth() + 1)}-${pair(date.getDate())}`;
  }
}
