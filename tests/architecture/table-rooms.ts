/** A table that more than one room names in SQL: whose it is, and why the others may. */
interface Shared {
  owner: string;
  others: Readonly<Record<string, string>>;
}

const NAMES = 'reads names as they are now, joined to its own rows';
const ARCHIVE = 'moves whole months, with everything that belongs to their envíos';
const OPERATORS = 'shows operators what the platform keeps, and sets it right';

/** Tables that have one owner and are named elsewhere too. A table that is not here is named in one room alone. */
export const SHARED: Readonly<Record<string, Shared>> = {
  envios: {
    owner: 'envios',
    others: {
      archivo: ARCHIVE,
      epcis: 'narrows events to those of the envíos of whoever asks',
      trazas: 'asks to whom an envío was given whose code does not say it',
    },
  },
  trazas: {
    owner: 'trazas',
    others: {
      envios: 'walks all trazas of a filter in the order of their key, for an export',
      epcis: 'reads the events that came by EPCIS out of the trazas that they became',
      eventos: 'reads what an evento tells of the traza behind it',
    },
  },
  anulaciones: {
    owner: 'trazas',
    others: { archivo: ARCHIVE, epcis: 'tells of an event whose trazas were annulled' },
  },
  clientes: {
    owner: 'clientes',
    others: {
      archivo: 'deletes the personal data of a cliente, everywhere at once',
      envios: 'checks in one statement that all clientes of a lote are there',
      kpis: NAMES,
      acceso: 'checks that the cliente of a usuario is there',
    },
  },
  transportistas: {
    owner: 'transportistas',
    others: { envios: 'checks in one statement that all transportistas of a lote are there', kpis: NAMES },
  },
  centros: { owner: 'centros', others: { envios: NAMES, eventos: NAMES, acceso: NAMES } },
  pedidos: {
    owner: 'pedidos',
    others: { archivo: 'deletes the personal data of a cliente, everywhere at once' },
  },
  pedido_lineas: {
    owner: 'pedidos',
    others: { archivo: 'deletes the personal data of a cliente, everywhere at once' },
  },
  claves_idempotencia: {
    owner: 'platform/idempotency',
    others: { archivo: 'deletes the personal data of a cliente, everywhere at once' },
  },
  importaciones: {
    owner: 'importaciones',
    others: { archivo: 'deletes the personal data of a cliente, everywhere at once' },
  },
  ejecuciones: {
    owner: 'platform/jobs',
    others: {
      programaciones: OPERATORS,
      'platform/read-models': 'asks whether the refresh has run, to warn when it is late',
    },
  },
  ejecucion_lineas: { owner: 'platform/jobs', others: { programaciones: OPERATORS } },
  programaciones: {
    owner: 'programaciones',
    others: {
      'platform/jobs': 'a run ends together with the note of it at its programación',
      'platform/read-models': 'asks whether the refresh has run, to warn when it is late',
    },
  },
  refrescos: { owner: 'platform/read-models', others: { periodos: OPERATORS } },
  bitacora: {
    owner: 'platform/log',
    others: {
      eventos: 'is the feed of this log',
      lectores: OPERATORS,
      'platform/readers': 'notes what the log dropped before a reader had read it',
    },
  },
  auditoria: { owner: 'platform/access', others: { acceso: OPERATORS } },
  lectores: { owner: 'platform/readers', others: { lectores: OPERATORS } },
  lector_apartados: { owner: 'platform/readers', others: { lectores: OPERATORS } },
};

/** Tables whose SQL stands in one file. */
export const STORES: Readonly<Record<string, string>> = {
  codigos_envio: 'src/modules/codigos/envio-codes.ts',
  trazas_en_espera: 'src/modules/trazas/esperas.ts',
};

/** Tables by the schema of the database. */
export function tablesOf(schema: string): string[] {
  return [...schema.matchAll(/^model \w+ \{[^}]*?@@map\("(\w+)"\)/gm)].map(([, table = '']) => table);
}

/** The room that a file stands in: a module, or a folder of the platform. */
export function roomOf(path: string): string | undefined {
  const [, tree, name] = /^src\/(platform|modules|commands|queries)\/([^/]+)\//.exec(path) ?? [];
  return tree === 'platform' ? `platform/${name}` : name;
}

/** Tables that a text names in SQL: after the words that a table follows. */
export function tablesNamed(text: string, tables: readonly string[]): string[] {
  const code = text.replace(/^\s*(?:\/\/|\*|\/\*\*).*$/gm, '');
  const named = [...code.matchAll(/\b(?:FROM|JOIN|INTO|UPDATE|TABLE|ONLY)\s+(?:public\.)?([a-z_]+)\b/g)];
  const found = new Set(named.map(([, table = '']) => table));
  return tables.filter((table) => found.has(table));
}

/** Places where a table is named that is not its room's, as `table: path`. */
export function strayTables(
  files: readonly { path: string; text: string }[],
  tables: readonly string[],
): string[] {
  const places = files.flatMap(({ path, text }) =>
    tablesNamed(text, tables).map((table) => ({ table, path, room: roomOf(path) ?? path })),
  );
  return places
    .filter(({ table, path, room }) => {
      const store = STORES[table];
      if (store) return path !== store;
      const shared = SHARED[table];
      if (shared) return room !== shared.owner && !(room in shared.others);
      return places.some((other) => other.table === table && other.room !== room);
    })
    .map(({ table, path }) => `${table}: ${path}`);
}
