/** The seed of this run, which is printed: `TRAZO_SEMILLA=<n>` repeats it. */
export function seedOf(): number {
  const seed = Number(process.env['TRAZO_SEMILLA'] ?? Math.floor(Math.random() * 2 ** 31));
  process.stdout.write(`TRAZO_SEMILLA=${seed}\n`);
  return seed;
}

/** Random numbers from 0 to 1 that come again with the same seed. (mulberry32) */
export function seededRandom(): () => number {
  let state = seedOf();
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
