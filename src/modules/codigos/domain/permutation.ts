import { hash } from 'node:crypto';

const HALF_BITS = 16;
const HALF = 2 ** HALF_BITS;
const ROUNDS = 8;

/**
 * A secret order of the numbers from 0 to `size` - 1: each of them has one place in it, and nobody without the key can tell
 * from some of them which the others are. A Feistel network over 32 bits; what falls outside of the range goes through it
 * again until it is inside (cycle walking: Black and Rogaway, 2002), at most twice on average for the ranges allowed here.
 */
export class Permutation {
  readonly #key: Buffer;
  readonly #size: number;
  /** What each round makes of each half, and one more, where it has been worked out. */
  readonly #known = new Uint32Array(ROUNDS * HALF);

  /** @param size - From 2 to 2^32. */
  constructor(key: Buffer, size: number) {
    if (!(size >= 2 && size <= HALF * HALF)) throw new RangeError(`a range of ${size}`);
    this.#key = key;
    this.#size = size;
  }

  /** The number at a place. */
  at(place: number): number {
    return this.#walk(place, (value) => this.#encipher(value));
  }

  /** The place of a number. */
  placeOf(value: number): number {
    return this.#walk(value, (number) => this.#decipher(number));
  }

  #walk(start: number, step: (value: number) => number): number {
    if (!(start >= 0 && start < this.#size)) throw new RangeError(`${start} is not inside ${this.#size}`);
    let value = step(start);
    while (value >= this.#size) value = step(value);
    return value;
  }

  #encipher(value: number): number {
    let left = Math.floor(value / HALF);
    let right = value % HALF;
    for (let round = 0; round < ROUNDS; round += 1) [left, right] = [right, left ^ this.#mix(round, right)];
    return left * HALF + right;
  }

  #decipher(value: number): number {
    let left = Math.floor(value / HALF);
    let right = value % HALF;
    for (let round = ROUNDS - 1; round >= 0; round -= 1)
      [left, right] = [right ^ this.#mix(round, left), left];
    return left * HALF + right;
  }

  #mix(round: number, half: number): number {
    const at = round * HALF + half;
    const known = this.#known[at] as number;
    if (known > 0) return known - 1;
    const place = Buffer.from([round, half >> 8, half & 0xff]);
    const mixed = hash('sha256', Buffer.concat([this.#key, place]), 'buffer').readUInt16BE(0);
    this.#known[at] = mixed + 1;
    return mixed;
  }
}
