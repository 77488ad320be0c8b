import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { TIPOS_TRAZA } from '../../src/modules/estados/contract.js';
import { fold, type ModelTraza } from '../support/fold-model.js';
import { type Stack, startStack } from '../support/stack.js';

const DAY = 24 * 3_600_000;
const CREATED = Date.UTC(2026, 9, 10);

// Few distinct times and counters, so that ties are the rule.
const traza: fc.Arbitrary<ModelTraza> = fc.record({
  idEvento: fc.uuid(),
  tipo: fc.constantFrom(...TIPOS_TRAZA),
  motivo: fc.constantFrom(null, 'clima', 'aduana'),
  ocurridoEn: fc.constantFrom(-56 * 365 * DAY, -3 * DAY, 0, 1, 60_000, DAY).map((offset) => CREATED + offset),
  recibidoEn: fc.constantFrom(0, DAY).map((offset) => CREATED + offset),
  secuencia: fc.constantFrom(null, 0, 1, 7),
  anulada: fc.boolean(),
});

const INSERT = `
  INSERT INTO trazas (envio_id, id_evento, tipo, motivo, ocurrido_en, recibido_en, secuencia, anulada_por)
  SELECT $1, x."idEvento", x.tipo, x.motivo, to_timestamp(x."ocurridoEn" / 1000.0), to_timestamp(x."recibidoEn" / 1000.0),
         x.secuencia, CASE WHEN x.anulada THEN gen_random_uuid() END
  FROM json_to_recordset($2) AS x ("idEvento" uuid, tipo tipo_traza, motivo text, "ocurridoEn" float8,
                                   "recibidoEn" float8, secuencia bigint, anulada boolean)
  ON CONFLICT DO NOTHING`;

const SELECT = `
  SELECT estado, motivo, total_trazas AS total, anomalias_reloj AS reloj, anomalias_lugar AS lugar, historial,
         date_part('epoch', primera_traza_en) * 1000 AS primera, date_part('epoch', ultima_traza_en) * 1000 AS ultima
  FROM def_envios_detalle WHERE id = $1`;

let stack: Stack;
beforeAll(async () => (stack = await startStack({ worker: false })));
afterAll(() => stack.close());

/** What the definition view makes of these trazas of an envío. */
async function foldedBySql(envioId: string, batches: ModelTraza[][]) {
  for (const batch of batches) await stack.pool.query(INSERT, [envioId, JSON.stringify(batch)]);
  const { rows } = await stack.pool.query<{
    estado: string;
    motivo: string | null;
    total: number;
    reloj: number;
    lugar: number;
    primera: number | null;
    ultima: number | null;
    historial: { idEvento: string; anomalia: string | null }[] | null;
  }>(SELECT, [envioId]);
  await stack.pool.query('DELETE FROM trazas WHERE envio_id = $1', [envioId]);
  const { historial, ...row } = rows[0]!;
  const history = historial ?? [];
  return {
    ...row,
    anomalias: new Map(history.flatMap(({ idEvento, anomalia }) => (anomalia ? [[idEvento, anomalia]] : []))),
    orden: history.map(({ idEvento }) => idEvento),
  };
}

test('the SQL fold is the model, whatever the order, the batches and the repeats', async () => {
  const { id } = await stack.given.envio({ creadoEn: new Date(CREATED).toISOString() });
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(traza, { selector: (t) => t.idEvento, maxLength: 12 }),
      fc.infiniteStream(fc.nat()),
      async (trazas, dice) => {
        const roll = (below: number) => (dice.next().value as number) % below;
        const posted = [...trazas, ...trazas.filter(() => roll(3) === 0)].sort(() => roll(3) - 1);
        const cut = roll(posted.length + 1);
        const folded = await foldedBySql(id, [posted.slice(0, cut), posted.slice(cut)]);
        expect(folded).toEqual(fold(trazas, CREATED));
      },
    ),
    { numRuns: 400 },
  );
});

test('through the API: the same trazas in every order give the same envío', async () => {
  await stack.startWorker();
  const life = ['recogido', 'en_transito', 'intento_fallido', 'entregado', 'escaneo'].map((tipo, hour) => ({
    idEvento: randomUUID(),
    tipo,
    ocurridoEn: new Date(CREATED + hour * 3_600_000).toISOString(),
  }));
  const seen = new Set<string>();
  for (const rotation of [0, 1, 2, 3, 4]) {
    const { codigo } = await stack.given.envio({ creadoEn: new Date(CREATED).toISOString() });
    const order = [...life.slice(rotation), ...life.slice(0, rotation), ...life.slice(0, 2)];
    for (const event of order) await stack.given.applied([stack.given.traza(codigo, event)]);
    const { estado, totalTrazas, historial } = await stack.given.detalle(codigo);
    const history = historial.map(({ recibidoEn: _, ...rest }) => rest);
    seen.add(JSON.stringify({ estado, totalTrazas, history }));
  }
  expect(seen.size).toBe(1);
  expect([...seen][0]).toContain('"estado":"entregado","totalTrazas":5');
});
