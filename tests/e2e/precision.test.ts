import { CommandBus } from '@nestjs/cqrs';
import { RefreshReadModelsCommand } from '../../src/commands/periodos/refresh-read-models.command.js';
import type { EnvioResumen, PaginaEnvios, PaginaTrazas } from '../../src/modules/envios/envio.dto.js';
import { ORDENES } from '../support/list-data.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => (stack = await startStack({ env: { TRAZO_REFRESCO_SEGUNDOS: '86400' } })));
afterAll(() => stack.close());

const DAY = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);

/** Every page, each of one row; no more pages than there can be. */
async function walk(filter: string, most: number): Promise<EnvioResumen[]> {
  const datos: EnvioResumen[] = [];
  for (let cursor = '', page = 0; page <= most; page += 1) {
    const { status, body } = await stack.http.get<PaginaEnvios>(`/v1/envios?limit=1&${filter}${cursor}`);
    expect(status).toBe(200);
    datos.push(...body.datos);
    if (!body.siguiente) return datos;
    cursor = `&cursor=${body.siguiente}`;
  }
  throw new Error(`${filter} runs on without end`);
}

/** Envíos whose last trazas and dates are microseconds apart. */
async function createClose(count: number, cliente: string): Promise<string[]> {
  const codigos: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const at = `${DAY}T10:0${index % 2}:00.${String(500 + index).padStart(6, '0')}Z`;
    const { codigo } = await stack.given.envio({
      clienteId: cliente,
      fechaEstimada: at,
      creadoEn: `${DAY}T09:00:00.0009Z`,
    });
    codigos.push(codigo);
    await stack.given.applied([stack.given.traza(codigo, { tipo: 'recogido', ocurridoEn: at })]);
  }
  return codigos.sort();
}

test.each(['in the delta', 'in the base'])(
  'finding 10: pages in every order show each row once, %s, and all of it in one precision',
  async (where) => {
    const { id } = await stack.given.cliente();
    const codigos = await createClose(5, id);
    if (where === 'in the base') await stack.get(CommandBus).execute(new RefreshReadModelsCommand());
    for (const orden of ORDENES) {
      const listed = await walk(`orden=${orden}&cliente=${id}`, 5);
      expect({ orden, codigos: listed.map(({ codigo }) => codigo).sort() }).toEqual({ orden, codigos });
      for (const { codigo, ultimaTrazaEn, fechaEstimada } of listed) {
        const detalle = await stack.given.detalle(codigo);
        const { body } = await stack.http.get<PaginaTrazas>(`/v1/envios/${codigo}/trazas`);
        const shown = [
          detalle.ultimaTrazaEn,
          detalle.historial[0]!.ocurridoEn,
          body.datos[0]!.ocurridoEn,
          fechaEstimada,
        ];
        expect(shown).toEqual(shown.map(() => ultimaTrazaEn));
        expect(ultimaTrazaEn).toMatch(/00\.000Z$/);
      }
    }
    const { body } = await stack.http.get<string>(`/v1/envios/exportacion?cliente=${id}&orden=ultimaTraza`, {
      accept: 'application/x-ndjson',
    });
    const exported = body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as EnvioResumen);
    expect(exported.map(({ codigo }) => codigo).sort()).toEqual(codigos);
    for (const { ultimaTrazaEn } of exported) expect(ultimaTrazaEn).toMatch(/00\.000Z$/);
  },
);

test('finding 10: what the queue folds into a row is what its definition makes of what is stored', async () => {
  const { rows } = await stack.pool.query(`
    SELECT codigo, ultima_traza_en FROM vista_envios_detalle
    EXCEPT ALL SELECT codigo, ultima_traza_en FROM def_envios_detalle`);
  expect(rows).toEqual([]);
});

test('finding 10: a base and a delta of microseconds, as an older version left them, are paged through as well', async () => {
  const { id } = await stack.given.cliente();
  const codigos = await createClose(4, id);
  await stack.pool.query(
    `UPDATE delta_envios_detalle SET ultima_traza_en = '${DAY}T10:00:00Z'::timestamptz + id_corto * interval '1 us'
     FROM (SELECT codigo AS c, row_number() OVER (ORDER BY codigo) AS id_corto FROM envios WHERE cliente_id = $1) x
     WHERE codigo = c`,
    [id],
  );
  for (const orden of ['ultimaTraza', '-ultimaTraza']) {
    const listed = (await walk(`orden=${orden}&cliente=${id}`, 4)).map(({ codigo }) => codigo);
    expect(listed).toEqual(orden === 'ultimaTraza' ? codigos : codigos.toReversed());
  }
});
