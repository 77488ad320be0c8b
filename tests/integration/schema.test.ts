import { readFileSync } from 'node:fs';
import { ESTADOS, TIPOS_TRAZA } from '../../src/modules/estados/contract.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { describeSchema } from '../support/describe-schema.js';
import { expectCommitted } from '../support/snapshot-file.js';

let database: TestDatabase;
beforeAll(async () => (database = await createDatabase()));
afterAll(() => database.close());

test('the database is the committed schema', async () => {
  expectCommitted('prisma/schema.snapshot.sql', await describeSchema(database.pool));
});

test('prisma/schema.prisma names every column of the write model, with its type, and none that is not there', async () => {
  const { rows } = await database.pool.query<{ line: string }>(COLUMNS);
  expect(prismaColumns().sort()).toEqual(rows.map(({ line }) => line).sort());
});

test('the tipos of the code are those of the database, and begin with the estados', async () => {
  const { rows } = await database.pool.query<{ tipos: string[] }>(
    'SELECT enum_range(NULL::tipo_traza)::text[] AS tipos',
  );
  expect(rows[0]?.tipos).toEqual(TIPOS_TRAZA);
  expect(TIPOS_TRAZA.slice(0, ESTADOS.length)).toEqual(ESTADOS);
});

// The tables that a migration made: without partitions, read models and the two ledgers.
const COLUMNS = `
  SELECT format('%s.%s %s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                CASE WHEN a.attnotnull OR a.attndims > 0 THEN '' ELSE ' null' END) AS line
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND c.relname !~ '^(delta_|resto_|_prisma_migrations$|modelos_lectura$)' AND a.attnum > 0 AND NOT a.attisdropped`;

const TYPES: Record<string, string> = {
  String: 'text',
  Int: 'integer',
  BigInt: 'bigint',
  Float: 'double precision',
  Json: 'jsonb',
  Boolean: 'boolean',
  Bytes: 'bytea',
};
const NATIVE: Record<string, string> = {
  Uuid: 'uuid',
  Date: 'date',
  'Timestamptz(3)': 'timestamp(3) with time zone',
  'Char(2)': 'character(2)',
};

/** Columns of the Prisma schema, written as COLUMNS writes them. */
function prismaColumns(): string[] {
  const schema = readFileSync('prisma/schema.prisma', 'utf8');
  const mapped = (text: string, fallback: string) => /@map\("(\w+)"\)/.exec(text)?.[1] ?? fallback;
  const enums = new Map(
    [...schema.matchAll(/^enum (\w+) \{([^}]*)\}/gm)].map(([, name, body]) => [
      name,
      mapped(body!.replace('@@', '@'), name!),
    ]),
  );
  const models = new Set([...schema.matchAll(/^model (\w+) /gm)].map(([, name]) => name));
  return [...schema.matchAll(/^model \w+ \{([^}]*)\}/gm)].flatMap(([, body]) => {
    const table = /@@map\("(\w+)"\)/.exec(body!)?.[1];
    return body!.split('\n').flatMap((line) => {
      const field = /^\s+(\w+)\s+(\w+)(\[\])?(\?)?(.*)$/.exec(line);
      if (!field || models.has(field[2])) return [];
      const [, name, type, list = '', optional, rest] = field;
      const native = /@db\.(\S+)/.exec(rest!)?.[1];
      const sqlType = native ? NATIVE[native] : (TYPES[type!] ?? enums.get(type));
      return [`${table}.${mapped(rest!, name!)} ${sqlType}${list}${optional ? ' null' : ''}`];
    });
  });
}
