import type { Importacion, PaginaImportaciones } from '../../src/modules/importaciones/importacion.dto.js';
import { answersAs } from '../support/api-description.js';
import type { Answer } from '../support/http-client.js';
import { poll } from '../support/poll.js';
import { type Stack, startStack } from '../support/stack.js';
import { trazo } from '../support/trazo.js';

/** A header of a file of envíos; as a line it has a fault in each cell. */
const ENVIOS = [
  ...['clienteId', 'transportistaId', 'destinatario.nombre', 'bultos', 'pesoG'],
  ...['origen', 'destino'].flatMap((place) =>
    ['direccion', 'ciudad', 'region', 'pais'].map((field) => `${place}.${field}`),
  ),
].join();

let stack: Stack;
beforeAll(async () => (stack = await startStack()));
afterAll(() => stack.close());

async function upload(tipo: string, text: string): Promise<string> {
  const { status, body } = await stack.http.post<Importacion>(`/v1/importaciones?tipo=${tipo}`, text, {
    'content-type': 'text/csv',
  });
  expect({ status, body }).toMatchObject({ status: 202 });
  return body.id;
}
const list = async (query = '') =>
  (await stack.http.get<PaginaImportaciones>(`/v1/importaciones?${query}`)).body;
const idsOf = ({ datos }: PaginaImportaciones) => datos.map(({ id }) => id);

test('importaciones are listed, the newest first, page by page and by estado and tipo', async () => {
  const { codigo } = await stack.given.envio();
  const trazas = `codigo,tipo,ocurridoEn\n${codigo},nota,2026-11-20T10:00:00Z\n`;
  const ids = [
    await upload('trazas', trazas),
    await upload('envios', `${ENVIOS}\n${ENVIOS}\n`),
    await upload('trazas', trazas),
  ];
  const newest = ids.toReversed();
  await poll('all of them', async () => idsOf(await list('estado=completada')).length === 3);
  const all = await list();
  (await answersAs(stack.http))('PaginaImportaciones', all);
  expect(idsOf(all)).toEqual(newest);
  expect(all.siguiente).toBeNull();
  for (const each of all.datos)
    expect((await stack.http.get<Importacion>(`/v1/importaciones/${each.id}`)).body).toEqual(each);
  expect(idsOf(await list('tipo=envios'))).toEqual([ids[1]]);
  expect(idsOf(await list('estado=en_cola'))).toEqual([]);

  const paged: string[] = [];
  let path: string | undefined = '/v1/importaciones?limit=1&tipo=trazas';
  while (path !== undefined) {
    const page: Answer<PaginaImportaciones> = await stack.http.get(path);
    paged.push(...idsOf(page.body));
    path = /<([^>]*)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1];
  }
  expect(paged).toEqual([newest[0], newest[2]]);
  const { siguiente } = await list('limit=1');
  const other = await stack.http.get(`/v1/importaciones?limit=1&tipo=envios&cursor=${siguiente}`);
  expect(other.status).toBe(400);
  expect((await stack.http.get('/v1/importaciones?estado=rota')).status).toBe(400);
});

test('importaciones that are not done are told apart by how far they are', async () => {
  const insert = async (done: boolean[]) => {
    const { rows } = await stack.pool.query<{ id: string }>(
      `INSERT INTO importaciones (id, tipo, columnas, separador, lineas)
       VALUES (uuidv7(), 'trazas', '{codigo}', ',', $1) RETURNING id`,
      [done.length],
    );
    const { id } = rows[0]!;
    // Not worked off: it is here whole in the transaction alone that looks.
    for (const [numero, each] of done.entries())
      await stack.pool.query(
        `INSERT INTO importacion_lotes (importacion_id, numero, filas, aceptadas, terminado_en)
         VALUES ($1, $2, '[]', $3, $4)`,
        [id, numero, each ? 1 : 0, each ? new Date() : null],
      );
    return id;
  };
  const [waiting, underway, done] = [
    await insert([false, false]),
    await insert([true, false]),
    await insert([true, true]),
  ];
  const { SELECT_IMPORTACIONES } = await import('../../src/modules/importaciones/importacion-row.js');
  const client = await stack.pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('UPDATE importaciones SET recibida_en = now() WHERE id = ANY ($1)', [
      [waiting, underway, done],
    ]);
    const found = async (estado: string | null) =>
      (
        await client.query<{ id: string }>(SELECT_IMPORTACIONES, [estado, null, null, 200, null, null])
      ).rows.map(({ id }) => id);
    expect(await found('en_cola')).toEqual([waiting]);
    expect(await found('en_curso')).toEqual([underway]);
    expect((await found('completada'))[0]).toBe(done);
    expect((await found(null)).slice(0, 3)).toEqual([done, underway, waiting]);
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
  // Nothing of it can be seen by others.
  expect(idsOf(await list())).not.toContain(waiting);
});

test('trazo importaciones ls lists them', async () => {
  const id = await upload('trazas', 'codigo,tipo,ocurridoEn\nTZ000000005PE,nota,2026-11-20T10:00:00Z\n');
  await poll('it', async () => idsOf(await list('estado=completada')).includes(id));
  const said = await trazo(stack.http.url, 'importaciones', 'ls', '--estado', 'completada', '-n', '1');
  expect(said).toMatchObject({ code: 0, err: '' });
  expect(said.out).toMatch(new RegExp(`${id} .*trazas .*completada`));
});
