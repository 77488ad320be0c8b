/**
 * The least that could stand in for GET /v1/envios/:codigo: Fastify, pg, the very statements of the program, and the
 * row as JSON. The connections are as many as a process of the program may hold.
 */
import 'reflect-metadata';
import { fastify } from 'fastify';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { ROOT } from '../../scripts/setup.mjs';
import { serve } from './serve.js';

interface Statement {
  name: string;
  text: string;
  values: unknown[];
}

type Reader = new (pool: { query(statement: Statement): Promise<unknown> }) => {
  read(codigo: string): Promise<unknown>;
};

const [url = '', connections = ''] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: url, max: Number(connections) });
await import(pathToFileURL(join(ROOT, 'dist/src/declarations.js')).href);
const module = pathToFileURL(join(ROOT, 'dist/src/modules/envios/envio-reader.js')).href;
const { EnvioReader } = (await import(module)) as { EnvioReader: Reader };

/** What the program asks for an envío with this id: taken down from its own reader, so that it stays the same. */
async function recordStatements(id: string): Promise<[find: Statement, get: Statement]> {
  const asked: Statement[] = [];
  const recorder = {
    async query(statement: Statement) {
      asked.push(statement);
      return { rows: [{ id }] };
    },
  };
  await new EnvioReader(recorder).read('');
  const [find, get] = asked;
  if (!find || !get || asked.length > 2)
    throw new Error(`The reader asks ${asked.length} statements and not two.`);
  return [find, get];
}

/** The statement differs from month to month, which the first characters of an id tell. */
const statements = new Map<string, Statement>();
const monthOf = (id: string) =>
  new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toISOString().slice(0, 7);
const [find] = await recordStatements('00000000-0000-7000-8000-000000000000');

async function statementFor(id: string): Promise<Statement> {
  const month = monthOf(id);
  const statement = statements.get(month) ?? (await recordStatements(id))[1];
  statements.set(month, statement);
  return { ...statement, values: [id] };
}

const app = fastify();
app.get<{ Params: { codigo: string } }>('/v1/envios/:codigo', async ({ params }, reply) => {
  const found = await pool.query<{ id: string }>({ ...find, values: [params.codigo] });
  const { rows } = await pool.query<object>(await statementFor(found.rows[0]?.id ?? ''));
  return reply.send(rows[0]);
});

await serve(app);
