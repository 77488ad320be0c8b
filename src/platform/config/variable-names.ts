/** Variables that something else of the house reads: the launcher, the command line, the tests. */
const ELSEWHERE = [
  'TRAZO_DATA_DIR',
  'TRAZO_URL',
  'TRAZO_CLAVE',
  'TRAZO_COMPLETADO_MS',
  'TRAZO_IDIOMA',
  'TRAZO_ACTUALIZAR',
  'TRAZO_SEMILLA',
  'TRAZO_PEDIDOS',
  'TRAZO_MUERTES',
];

/** What Kubernetes gives every container for a Service that is called `trazo`, and what only tests give. */
const FOREIGN = /^TRAZO_(?:SERVICE_(?:HOST|PORT)|PORT_\d+_|TEST_)/;

const MOST_MISTAKES = 3;

/** A variable that nothing reads, and the one that was meant, if any comes near. */
export interface UnknownVariable {
  name: string;
  meant: string | undefined;
}

/** Variables that begin as ours do, and that nothing reads: mistyped, most likely. */
export function unknownVariables(
  env: Record<string, string | undefined>,
  known: readonly string[],
): UnknownVariable[] {
  const all = [...known, ...ELSEWHERE];
  return Object.entries(env)
    .filter(([name, value]) => name.startsWith('TRAZO_') && value !== undefined && !all.includes(name))
    .filter(
      ([name, value]) => !FOREIGN.test(name) && !(name === 'TRAZO_PORT' && /^\w+:\/\//.test(value ?? '')),
    )
    .map(([name]) => ({ name, meant: nearest(name, all) }));
}

/** The known name that comes nearest: the same without the prefix, or with few letters changed. */
function nearest(name: string, known: readonly string[]): string | undefined {
  const bare = name.slice('TRAZO_'.length);
  if (known.includes(bare)) return bare;
  const limit = Math.min(MOST_MISTAKES, Math.floor(bare.length / 2));
  const [best] = known
    .map((each) => ({ each, mistakes: mistakesBetween(name, each) }))
    .filter(({ mistakes }) => mistakes <= limit)
    .sort((a, b) => a.mistakes - b.mistakes);
  return best?.each;
}

/** Letters to insert, leave out, change or swap with their neighbour, to make one text of the other. */
function mistakesBetween(a: string, b: string): number {
  let [before, row]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? (before[j - 2] as number) + 1 : Infinity;
      next.push(Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, change, swap));
    }
    [before, row] = [row, next];
  }
  return row[b.length] as number;
}
