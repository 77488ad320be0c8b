import { hash } from 'node:crypto';

const LARGEST = 2 ** 32;
const ROUNDS = 8;

/**
 * A secret order of the numbers from 0 to `size` - 1: each of them has one place in it, and nobody without the key can tell
 * from some of them which the others are. A Feistel network over the fewest bits of an even count that hold the range; what
 * falls outside of the range goes through it again until it is inside (cycle walking: Black and Rogaway, 2002), four times
 * on average at most.
 */
export class Permutation {
  readonly #key: Buffer;
  readonly #size: number;
  /** How many values half of the bits have. */
  readonly #half: number;
  /** What each round makes of each half, and one more, where it has been worked out. */
  readonly #known: Uint32Array;

  /** @param size - From 2 to 2^32. */
  constructor(key: Buffer, size: number) {
    if (!(size >= 2 && size <= LARGEST)) throw new RangeError(`a range of ${size}`);
    this.#key = key;
    this.#size = size;
    this.#half = 2 ** Math.ceil(Math.log2(size) / 2);
    this.#known = new Uint32Array(ROUNDS * this.#half);
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
    let left = Math.floor(value / this.#half);
    let right = value % this.#half;
    for (let round = 0; round < ROUNDS; round += 1) [left, right] = [right, left ^ this.#mix(round, right)];
    return left * this.#half + right;
  }

  #decipher(value: number): number {
    let left = Math.floor(value / this.#half);
    let right = value % this.#half;
    for (let round = ROUNDS - 1; round >= 0; round -= 1)
      [left, right] = [right ^ this.#mix(round, left), left];
    return left * this.#half + right;
  }

  #mix(round: number, half: number): number {
    const at = round * this.#half + half;
    const known = this.#known[at] as number;
    if (known > 0) return known - 1;
    const place = Buffer.from([round, half >> 8, half & 0xff]);
    const mixed = hash('sha256', Buffer.concat([this.#key, place]), 'buffer').readUInt16BE(0) % this.#half;
    this.#known[at] = mixed + 1;
    return mixed;
  }
}
