/** What several launches of one window share in S3: objects by content, which one may cancel while another needs them. */
export class Claims {
  readonly #claimed = new Map<string, { launches: number; kept: boolean; made: Set<string> }>();

  /**
   * Says that a launch needs all below these places, `bucket/prefix`.
   * @returns the claim, to be ended once
   */
  claim(places: readonly string[]): Claim {
    const shares = places.map((place) => {
      const share = this.#claimed.get(place) ?? { launches: 0, kept: false, made: new Set<string>() };
      this.#claimed.set(place, share);
      share.launches += 1;
      return { place, share };
    });
    const leave = (): string[] =>
      shares.flatMap(({ place, share }) => {
        share.launches -= 1;
        if (share.launches > 0) return [];
        this.#claimed.delete(place);
        return share.kept ? [] : [...share.made];
      });
    return {
      made: (place, key) => void shares.find((share) => share.place === place)?.share.made.add(key),
      keep: () => {
        for (const { share } of shares) share.kept = true;
        leave();
      },
      release: leave,
    };
  }
}

export interface Claim {
  /** An object that was not there before. */
  made(place: string, key: string): void;
  /** The launch uses what it has sent, or will at its next try. */
  keep(): void;
  /** The launch is given up. @returns keys of objects that nobody needs now */
  release(): string[];
}
