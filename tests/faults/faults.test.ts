import { Queue } from 'bullmq';
import { resolve } from 'node:path';
import { poll } from '../support/poll.js';
import { seedOf } from '../support/random.js';
import { toolsDir } from '../support/servers.js';
import { audit, violationsOf } from './audit.js';
import type { Ledger } from './ledger.js';
import { FAULT_KINDS } from './plan.js';
import { describeRun } from './report.js';
import { runFaults } from './run.js';
import { PREFIX, type System } from './system.js';

/** What an auditor must not overlook: each of these breaks one promise, and puts things right again. */
const DAMAGES: [name: string, found: RegExp, damage: string, repair: string][] = [
  [
    'a traza that is gone',
    /^1 lost/,
    `CREATE TABLE aparte AS SELECT * FROM trazas LIMIT 1;
     DELETE FROM trazas t USING aparte a WHERE (t.envio_id, t.id_evento) = (a.envio_id, a.id_evento)`,
    'INSERT INTO trazas SELECT * FROM aparte; DROP TABLE aparte',
  ],
  [
    'a traza that is there twice',
    /^1 doubled/,
    `INSERT INTO trazas SELECT (SELECT e.id FROM envios e WHERE e.id <> t.envio_id LIMIT 1), t.id_evento, t.ocurrido_en,
       t.recibido_en, t.secuencia, t.lat, t.lon, t.tipo, t.centro_id, t.dispositivo_id, t.anulada_por, 'doble', t.lugar, t.datos
     FROM trazas t LIMIT 1`,
    `DELETE FROM trazas WHERE motivo = 'doble'`,
  ],
  [
    'a traza that is not what was posted',
    /^1 altered/,
    `CREATE TABLE aparte AS SELECT * FROM trazas LIMIT 1;
     UPDATE trazas t SET ocurrido_en = t.ocurrido_en - interval '1 s' FROM aparte a
     WHERE (t.envio_id, t.id_evento) = (a.envio_id, a.id_evento)`,
    `UPDATE trazas t SET ocurrido_en = a.ocurrido_en FROM aparte a
     WHERE (t.envio_id, t.id_evento) = (a.envio_id, a.id_evento); DROP TABLE aparte`,
  ],
  [
    'a clock that was not corrected',
    /^1 altered/,
    `CREATE TABLE aparte AS SELECT * FROM trazas WHERE ocurrido_en_dispositivo IS NOT NULL LIMIT 1;
     UPDATE trazas t SET ocurrido_en = t.ocurrido_en_dispositivo, ocurrido_en_dispositivo = NULL FROM aparte a
     WHERE (t.envio_id, t.id_evento) = (a.envio_id, a.id_evento)`,
    `UPDATE trazas t SET ocurrido_en = a.ocurrido_en, ocurrido_en_dispositivo = a.ocurrido_en_dispositivo FROM aparte a
     WHERE (t.envio_id, t.id_evento) = (a.envio_id, a.id_evento); DROP TABLE aparte`,
  ],
  [
    'an envío that says more than its trazas',
    /^1 envíos that are not what their trazas say/,
    `CREATE TABLE aparte AS SELECT * FROM trazas LIMIT 1;
     DELETE FROM trazas t USING aparte a WHERE (t.envio_id, t.id_evento) = (a.envio_id, a.id_evento)`,
    'INSERT INTO trazas SELECT * FROM aparte; DROP TABLE aparte',
  ],
  [
    'a traza that waits for a code that nobody reserved',
    /^1 trazas that wait or do not against the rule/,
    `CREATE TABLE aparte AS SELECT * FROM trazas_en_espera LIMIT 1;
     UPDATE trazas_en_espera e SET codigo = 'TZ000000000PE' FROM aparte a WHERE (e.tanda_id, e.indice) = (a.tanda_id, a.indice)`,
    `UPDATE trazas_en_espera e SET codigo = a.codigo FROM aparte a
     WHERE (e.tanda_id, e.indice) = (a.tanda_id, a.indice); DROP TABLE aparte`,
  ],
  [
    'a file that lost a line',
    /^1 files that do not agree/,
    `CREATE TABLE aparte AS SELECT importacion_id, numero FROM importacion_lotes WHERE aceptadas > 0 LIMIT 1;
     UPDATE importacion_lotes l SET aceptadas = aceptadas - 1 FROM aparte a
     WHERE (l.importacion_id, l.numero) = (a.importacion_id, a.numero)`,
    `UPDATE importacion_lotes l SET aceptadas = aceptadas + 1 FROM aparte a
     WHERE (l.importacion_id, l.numero) = (a.importacion_id, a.numero); DROP TABLE aparte`,
  ],
  [
    'a receipt that lies',
    /receipts that do not agree/,
    `CREATE TABLE aparte AS SELECT id, resultados FROM tandas WHERE resultados LIKE 'a%' LIMIT 1;
     UPDATE tandas t SET resultados = 'r' || substr(t.resultados, 2) FROM aparte a WHERE a.id = t.id`,
    'UPDATE tandas t SET resultados = a.resultados FROM aparte a WHERE a.id = t.id; DROP TABLE aparte',
  ],
  [
    'a rechazo that nobody finds',
    /receipts that do not agree/,
    `CREATE TABLE aparte AS SELECT * FROM rechazos LIMIT 1; DELETE FROM rechazos r USING aparte a WHERE a.id = r.id`,
    'INSERT INTO rechazos SELECT * FROM aparte; DROP TABLE aparte',
  ],
];

async function checkAuditor(system: System, ledger: Ledger): Promise<void> {
  // A refresh in the midst of a damage would take it into the base of a read model, where no repair reaches it.
  await system.pool.query('UPDATE programaciones SET pausada = true, proxima_en = NULL');
  const open = `SELECT FROM ejecuciones WHERE estado IN ('en_cola', 'en_curso')`;
  await poll('every job to end', async () => (await system.pool.query(open)).rowCount === 0);
  // A traza that a damage lets wait for a code that nobody reserved would be rejected before its repair.
  const esperas = new Queue('esperas', { connection: system.redis, prefix: PREFIX });
  await esperas.pause();
  await poll('nobody to settle trazas', async () => (await esperas.getActiveCount()) === 0);
  for (const [name, found, damage, repair] of DAMAGES) {
    await system.pool.query(damage);
    const violations = violationsOf(await audit(system, ledger));
    await system.pool.query(repair);
    expect({ name, violations }).toEqual({
      name,
      violations: expect.arrayContaining([expect.stringMatching(found)]),
    });
  }
  expect(violationsOf(await audit(system, ledger))).toEqual([]);
  await esperas.close();
}

test('nothing that was acknowledged is lost or doubled, whatever breaks', async () => {
  const seed = seedOf();
  const possible = { system: 0 };
  const result = await runFaults({
    seed,
    faults: FAULT_KINDS.length,
    lanes: 3,
    rate: 20,
    apis: 2,
    workers: 2,
    toolsDir: resolve(toolsDir()),
    inspect: async (system, ledger) => {
      possible.system = FAULT_KINDS.filter(({ targets }) => targets(system).length > 0).length;
      await checkAuditor(system, ledger);
    },
  });
  process.stdout.write(`${describeRun(result)}\n`);
  expect(result.violations).toEqual([]);
  expect(result.audit.acknowledged).toBeGreaterThan(200);
  const { rejected, waiting, imports, corrected, unbelieved, distinct } = result.audit;
  expect(Math.min(rejected, waiting, imports, corrected, unbelieved, distinct)).toBeGreaterThan(0);
  expect(new Set(result.faults.map(({ kind }) => kind)).size).toBeGreaterThan(possible.system / 2);
});
