/** Words of the glossary that the platform's own mechanisms have as well, or that mean something plainer there. */
const MACHINERY = new Set(
  [
    // Read models, months and the archive as a place.
    ['refresco', 'zona', 'resto', 'fuente', 'caliente', 'orden', 'palabra', 'hechos', 'aggregate', 'cambio'],
    ['archivo', 'alcance', 'generacion', 'manifiesto', 'turno', 'relevo', 'gracia'],
    // Jobs, queues and the log.
    ['cola', 'trabajo', 'programacion', 'ejecucion', 'simulacro', 'retencion', 'secuencia', 'lote', 'ensayo'],
    [
      'bitacora',
      'hecho',
      'lector',
      'encargo',
      'registro',
      'plazo',
      'secreto',
      'clave',
      'version',
      'instante',
      'propagacion',
    ],
    // Columns and parameters of any table or problem: a run has an estado too, and a row of reference data a short codigo.
    [
      'estado',
      'tipo',
      'motivo',
      'codigo',
      'bloque',
      'via',
      'region',
      'evento',
      'anulada',
      'cifra',
      'atrasado',
    ],
    // As in «vale la pena».
    ['vale'],
  ].flat(),
);

/** Where a word of the business may stand, and why. */
const EXCEPTIONS: readonly (readonly [where: RegExp, line: RegExp, why: string])[] = [
  [
    /^src\/platform\/config\//,
    /./,
    'a variable is named after what it sets, and all of them stand in one schema',
  ],
  [/^src\/platform\/access\//, /./, 'an actor carries the ids of the owners by which rows are narrowed'],
  [/^src\/platform\/personal\//, /./, 'a person is found by the ids that his actor carries'],
  [/^src\/platform\/api-description\/credentials\.ts$/, /./, 'where a credential is had'],
  [/^src\/platform\/errors\//, /El cliente se fue/, 'the client of HTTP'],
  [/^src\/platform\/database\/prisma\//, /./, 'generated from the schema'],
];

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '');

/** The nouns of the business: what the glossary explains, without accents, less what the platform has too. */
export function businessWords(glossary: string): string[] {
  const rows = glossary.split('\n').filter((line) => line.startsWith('| **'));
  const words = rows.flatMap((line) =>
    [...(line.split('|')[1] ?? '').matchAll(/\*\*([^*]+)\*\*/g)].map(([, word = '']) => plain(word)),
  );
  return words.filter((word) => /^\w+$/.test(word) && !MACHINERY.has(word.toLowerCase()));
}

/** Lines of a file of the platform that name something of the business. */
export function wordsFound(path: string, text: string, words: readonly string[]): string[] {
  const known = new Set(
    words.flatMap((word) => [word, `${word}s`, `${word}es`]).map((word) => word.toLowerCase()),
  );
  return text.split('\n').flatMap((line, index) => {
    if (EXCEPTIONS.some(([where, which]) => where.test(path) && which.test(line))) return [];
    const names = plain(line).replace(/\bTRAZO_[A-Z_]+/g, '');
    const parts = names.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g) ?? [];
    return parts.some((part) => known.has(part.toLowerCase())) ? [`${path}:${index + 1}`] : [];
  });
}
