/** Chance that the same seed repeats. */
export class Random {
  private state: number;

  /** @param seed any whole number */
  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** From 0, below 1 (mulberry32, Tommy Ettinger, 2017). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** One of the values, each as likely as its share, an integer of percent; the last takes what is left of 100. */
  choose<T>(shares: readonly (readonly [percent: number, value: T])[], otherwise: T): T {
    let at = this.next() * 100;
    for (const [percent, value] of shares) {
      if (at < percent) return value;
      at -= percent;
    }
    return otherwise;
  }
}
