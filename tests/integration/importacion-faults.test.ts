import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { Importacion } from '../../src/modules/importaciones/importacion.dto.js';
import { poll } from '../support/poll.js';
import { seededRandom } from '../support/random.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => (stack = await startStack({ worker: false })));
afterAll(() => stack.close());

const upload = async (tipo: string, lines: readonly string[]) => {
  const answer = await stack.http.post<Importacion>(`/v1/importaciones?tipo=${tipo}`, lines.join('\n'), {
    'content-type': 'text/csv',
  });
  expect(answer.status).toBe(202);
  return answer.body.id;
};
const progress = async (id: string) => (await stack.http.get<Importacion>(`/v1/importaciones/${id}`)).body;
const finished = (id: string) =>
  poll(`importación ${id} to be completed`, async () => {
    const importacion = await progress(id);
    return importacion.estado === 'completada' && importacion;
  });
const resultsOf = async (id: string) =>
  (await stack.http.get<string>(`/v1/importaciones/${id}/resultados`)).body
    .trimEnd()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(','));

const ENVIO_HEADER =
  'clienteId,transportistaId,referencia,destinatario.nombre,origen.direccion,origen.ciudad,origen.region,origen.pais,' +
  'destino.direccion,destino.ciudad,destino.region,destino.pais,bultos,pesoG';
const envioLines = async (prefix: string, count: number, bad: (index: number) => boolean = () => false) => {
  const { clienteId, transportistaId } = await stack.given.envioBody();
  const nobody = '0195f7a0-0000-7000-8000-000000000000';
  const line = (index: number) =>
    `${bad(index) ? nobody : String(clienteId)},${String(transportistaId)},${prefix}-${index},Ana,Jr. Ica,Lima,LIM,PE,Av. Sol,Cusco,CUS,PE,1,100`;
  return [ENVIO_HEADER, ...Array.from({ length: count }, (_, index) => line(index))];
};
/** How many envíos there are of each reference, most first. */
const createdOf = async (prefix: string) => {
  const { rows } = await stack.pool.query<{ referencia: string; count: number }>(
    'SELECT referencia, count(*) FROM envios WHERE referencia LIKE $1 GROUP BY 1 ORDER BY 2 DESC',
    [`${prefix}-%`],
  );
  return rows;
};

/** A worker that is a process of its own, until it is killed. */
function startWorker() {
  const { DATABASE_URL, REDIS_URL, REDIS_PREFIX } = stack.config;
  const child = spawn(process.execPath, [resolve('dist/workers/main.js')], {
    env: { DATABASE_URL, REDIS_URL, REDIS_PREFIX, TRAZO_LOG_NIVEL: 'fatal' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return {
    async stop(signal: NodeJS.Signals) {
      const exit = once(child, 'exit');
      child.kill(signal);
      await exit;
    },
  };
}

test('workers killed again and again create every envío once', async () => {
  const random = seededRandom();
  const count = 5_000;
  const id = await upload('envios', await envioLines('muerte', count, (index) => index % 1_000 === 7));
  for (let kill = 1; kill <= 3; kill += 1) {
    const worker = startWorker();
    const from = (await progress(id)).progreso.hecho;
    const goal = Math.min(from + 500 + Math.floor(random() * 800), count);
    await poll(`line ${goal} to be done`, async () => (await progress(id)).progreso.hecho >= goal);
    await worker.stop('SIGKILL');
  }
  const last = startWorker();
  const end = await finished(id);
  await last.stop('SIGTERM');
  expect(end).toMatchObject({ lineas: count, aceptadas: count - 5, rechazadas: 5 });
  const created = await createdOf('muerte');
  expect([created.length, created[0]?.count]).toEqual([count - 5, 1]);
  const results = await resultsOf(id);
  expect(new Set(results.map(([linea]) => linea)).size).toBe(count - 5);
});

test('an attempt that does its work and cannot say so is not done twice', async () => {
  const codigos = (await stack.given.envios(10)).map(({ codigo }) => codigo);
  const envios = await upload('envios', await envioLines('mudo', 40, (index) => index % 10 === 3));
  const trazas = await upload('trazas', [
    'codigo,tipo,ocurridoEn',
    ...Array.from({ length: 40 }, (_, index) => `${codigos[index % 10]},escaneo,2026-11-20T10:00:00Z`),
  ]);
  // From the database's side: the lote cannot be marked as done, whatever was done.
  await stack.pool.query(`
    CREATE FUNCTION mudo() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'mudo'; END $$;
    CREATE TRIGGER mudo BEFORE UPDATE OF terminado_en ON importacion_lotes FOR EACH ROW EXECUTE FUNCTION mudo()`);
  await stack.startWorker();
  await poll('the envíos to be created', async () => (await createdOf('mudo')).length === 36);
  await poll('three attempts at each', async () => {
    const { rows } = await stack.pool.query<{ intentos: number }>(
      'SELECT min(intentos) AS intentos FROM importacion_lotes WHERE terminado_en IS NULL',
    );
    return (rows[0]?.intentos ?? 0) >= 3;
  });
  await poll('the trazas to be stored', async () => {
    const { totalTrazas } = await stack.given.detalle(codigos[0] as string);
    return totalTrazas === 4;
  });
  for (const id of [envios, trazas])
    expect(await progress(id)).toMatchObject({ estado: 'en_cola', aceptadas: 0 });
  await stack.pool.query('DROP FUNCTION mudo CASCADE');
  expect(await finished(envios)).toMatchObject({ aceptadas: 36, rechazadas: 4 });
  expect(await finished(trazas)).toMatchObject({ aceptadas: 40, rechazadas: 0 });
  const created = await createdOf('mudo');
  expect([created.length, created[0]?.count]).toEqual([36, 1]);
  const codes = new Set((await resultsOf(envios)).map(([, codigo]) => codigo));
  const { rows } = await stack.pool.query<{ codigo: string }>(
    "SELECT codigo FROM envios WHERE referencia LIKE 'mudo-%'",
  );
  expect(codes).toEqual(new Set(rows.map(({ codigo }) => codigo)));
  const stored = await stack.pool.query("SELECT FROM trazas WHERE tipo = 'escaneo'");
  expect(stored.rowCount).toBe(40);
  await stack.stopWorker();
});

test('finding 16: what a line says of its clock counts from when its file came, however late its turn is', async () => {
  const { codigo } = await stack.given.envio({ creadoEn: new Date(Date.now() - 3_600_000).toISOString() });
  const [ocurridoEn, enviadoEn] = [1_800_000, 600_000].map((ago) => new Date(Date.now() - ago).toISOString());
  const id = await upload('trazas', [
    'codigo,tipo,ocurridoEn,enviadoEn',
    `${codigo},recogido,${ocurridoEn},${enviadoEn}`,
  ]);
  await stack.pool.query(`UPDATE importaciones SET recibida_en = $2 WHERE id = $1`, [id, enviadoEn]);
  await stack.startWorker();
  await finished(id);
  const [traza] = await poll('the traza to be stored', async () => {
    const { historial } = await stack.given.detalle(codigo);
    return historial.length === 1 && historial;
  });
  await stack.stopWorker();
  expect(traza).toMatchObject({ ocurridoEn, ocurridoEnDispositivo: null, enviadoEn, recibidoEn: enviadoEn });
});
