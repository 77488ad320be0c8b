import type { Importacion } from '../../src/modules/importaciones/importacion.dto.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';

const LIMIT_MS = 300_000;

let stack: Stack;
beforeAll(async () => (stack = await startStack()), LIMIT_MS);
afterAll(() => stack.close());

const HEADER =
  'clienteId,transportistaId,referencia,destinatario.nombre,origen.direccion,origen.ciudad,origen.region,origen.pais,' +
  'destino.direccion,destino.ciudad,destino.region,destino.pais,bultos,pesoG,fechaEstimada';

/** A file of envíos with these references. */
async function envios(references: readonly string[], estimated = ''): Promise<string> {
  const { clienteId, transportistaId } = await stack.given.envioBody();
  const lines = references.map(
    (reference) =>
      `${String(clienteId)},${String(transportistaId)},${reference},Ana,Jr. Ica,Lima,LIM,PE,Av. Sol,Cusco,CUS,PE,1,100,${estimated}`,
  );
  return [HEADER, ...lines].join('\n');
}

async function upload(tipo: string, text: string): Promise<string> {
  const { status, body } = await stack.http.post<Importacion>(`/v1/importaciones?tipo=${tipo}`, text, {
    'content-type': 'text/csv',
  });
  expect({ status, body }).toMatchObject({ status: 202 });
  return body.id;
}
const get = async (id: string) => (await stack.http.get<Importacion>(`/v1/importaciones/${id}`)).body;
const finished = (id: string) =>
  poll(
    `importación ${id} to be completed`,
    async () => {
      const importacion = await get(id);
      return importacion.estado === 'completada' && importacion;
    },
    LIMIT_MS,
  );
const errorsOf = async (id: string) =>
  (await stack.http.get<string>(`/v1/importaciones/${id}/errores`)).body
    .trimEnd()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(',').slice(0, 3).join(','));
const stored = async (prefix: string) =>
  (
    await stack.pool.query<{ referencia: string }>(
      'SELECT referencia FROM envios WHERE referencia LIKE $1 ORDER BY 1',
      [`${prefix}%`],
    )
  ).rows.map(({ referencia }) => referencia);

/** A rule of the database that refuses what we do not. */
async function withTrigger<T>(kind: string, body: string, work: () => Promise<T>): Promise<T> {
  await stack.pool.query(`
    CREATE FUNCTION veneno() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${body} RETURN NEW; END $$;
    CREATE TRIGGER veneno ${kind} EXECUTE FUNCTION veneno()`);
  try {
    return await work();
  } finally {
    await stack.pool.query('DROP FUNCTION veneno CASCADE');
  }
}
const raising = (code: string) =>
  `IF NEW.referencia LIKE '%veneno' THEN RAISE EXCEPTION 'veneno' USING ERRCODE = '${code}'; END IF;`;
const EACH_ENVIO = 'BEFORE INSERT ON envios FOR EACH ROW';

test.each(['22008', '23514', 'P0001', 'XX000', '54001'])(
  'finding 7: an error %s that one line causes ends as that line’s error',
  async (code) => {
    const names = ['1', '2-veneno', '3', '4', '5-veneno', '6', '7'].map((name) => `p${code}-${name}`);
    const importacion = await withTrigger(EACH_ENVIO, raising(code), async () =>
      finished(await upload('envios', await envios(names))),
    );
    expect(importacion).toMatchObject({ aceptadas: 5, rechazadas: 2 });
    expect(await errorsOf(importacion.id)).toEqual(
      [3, 6].map((line) => `${line},,La base de datos no puede guardar este valor.`),
    );
    expect(await stored(`p${code}`)).toEqual(names.filter((name) => !name.endsWith('veneno')));
  },
  LIMIT_MS,
);

test(
  'finding 7: a lote that fails though no line of it does is not tried for ever',
  async () => {
    const rule = 'AFTER INSERT ON envios REFERENCING NEW TABLE AS nuevos FOR EACH STATEMENT';
    const body = `IF (SELECT count(*) FROM nuevos WHERE referencia LIKE 'juntos%') > 2 THEN RAISE EXCEPTION 'juntos'; END IF;`;
    const importacion = await withTrigger(rule, body, async () =>
      finished(await upload('envios', await envios(['juntos-1', 'juntos-2', 'juntos-3', 'juntos-4']))),
    );
    expect(importacion).toMatchObject({ aceptadas: 0, rechazadas: 4 });
    expect(await stored('juntos')).toEqual([]);
  },
  LIMIT_MS,
);

test(
  'finding 7: what the surroundings cause is tried again, and then done once',
  async () => {
    const id = await withTrigger(EACH_ENVIO, raising('57014'), async () => {
      const id = await upload('envios', await envios(['afuera-1', 'afuera-veneno']));
      await poll(
        'three attempts',
        async () => {
          const { rows } = await stack.pool.query<{ intentos: number }>(
            'SELECT intentos FROM importacion_lotes WHERE importacion_id = $1',
            [id],
          );
          return (rows[0]?.intentos ?? 0) >= 3;
        },
        LIMIT_MS,
      );
      expect(await get(id)).toMatchObject({ estado: 'en_cola', rechazadas: 0 });
      return id;
    });
    expect(await finished(id)).toMatchObject({ aceptadas: 2, rechazadas: 0 });
    expect(await stored('afuera')).toEqual(['afuera-1', 'afuera-veneno']);
  },
  LIMIT_MS,
);

test(
  'finding 7: an offset that PostgreSQL does not read, and an object nested without end, stop no other line',
  async () => {
    const id = await upload('envios', await envios(['desfase-1', 'desfase-2'], '2026-12-20T10:00:00+16:00'));
    expect(await finished(id)).toMatchObject({ aceptadas: 2, rechazadas: 0 });
    const { codigo } = await stack.given.envio();
    for (const depth of [40, 2_500, 4_400, 10_000]) {
      const deep = `{""a"":${'['.repeat(depth)}${']'.repeat(depth)}}`;
      const lines = ['', `"${deep}"`, ''].map(
        (datos) => `${codigo},escaneo,2026-11-20T10:00:00+16:00,${datos}`,
      );
      const end = await finished(
        await upload('trazas', ['codigo,tipo,ocurridoEn,datos', ...lines].join('\n')),
      );
      expect(end).toMatchObject({ aceptadas: 2, rechazadas: 1 });
      expect((await errorsOf(end.id))[0]).toMatch(/^3,/);
    }
  },
  LIMIT_MS,
);
