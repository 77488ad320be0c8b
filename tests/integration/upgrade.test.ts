import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { codigoOf } from '../../src/modules/codigos/domain/codigo.js';
import type { EnvioDetalle, PaginaEnvios } from '../../src/modules/envios/envio.dto.js';
import { createPartition, PARTITIONED } from '../../src/modules/periodos/partitions.js';
import { migrate } from '../../src/platform/database/migrations.js';
import { monthOf } from '../../src/platform/database/month.js';
import { uuidV7 } from '../../src/platform/database/uuid-v7.js';
import { syncReadModels } from '../../src/platform/read-models/schema.js';
import { createDatabase } from '../support/database.js';
import { type Stack, startStack } from '../support/stack.js';

const MIGRATIONS = 'prisma/migrations';
const DAY_MS = 86_400_000;

let folder: string;
let stack: Stack;
const codigos = { delivered: codigoOf(41_000, 'PE'), moving: codigoOf(41_001, 'PE') };
const creado = new Date(Date.now() - 2 * DAY_MS);

beforeAll(async () => {
  const database = await createDatabase('template0');
  folder = mkdtempSync(join(tmpdir(), 'actualizacion-'));
  cpSync(MIGRATIONS, folder, { recursive: true });
  const names = readdirSync(folder).sort();
  const first = names.findIndex((name) => name.endsWith('_hora_creible'));
  const later = names.slice(first).filter((name) => /^\d/.test(name));
  for (const name of later) rmSync(join(folder, name), { recursive: true });
  await migrate(database.pool, folder);
  await fill(database.pool);
  for (const name of later) cpSync(join(MIGRATIONS, name), join(folder, name), { recursive: true });
  expect(await migrate(database.pool, folder)).toEqual(later);
  await syncReadModels(database.pool);
  stack = await startStack({ database });
});
afterAll(async () => {
  await stack.close();
  rmSync(folder, { recursive: true });
});

/** What an installation of the version before had: two envíos, one of which a clock without a battery had delivered. */
async function fill(pool: pg.Pool): Promise<void> {
  const [cliente, transportista] = [randomUUID(), randomUUID()];
  const mes = monthOf(creado);
  await pool.query('INSERT INTO periodos (mes) VALUES ($1)', [mes]);
  for (const table of PARTITIONED) await pool.query(createPartition(table, mes));
  // A month of the archive that waits to be dropped: its table is no partition any more.
  await pool.query(createPartition('envios', monthOf(new Date('2020-01-15'))));
  await pool.query(`ALTER TABLE envios DETACH PARTITION envios_2020_01`);
  await pool.query(`INSERT INTO clientes (id, nombre) VALUES ($1, 'Café Andino')`, [cliente]);
  await pool.query(`INSERT INTO transportistas (id, nombre, codigo) VALUES ($1, 'Sur', 'RDS')`, [
    transportista,
  ]);
  await pool.query(`SELECT setval('serie_codigos', 41999)`);
  for (const codigo of Object.values(codigos)) {
    const id = uuidV7(creado);
    await pool.query(
      `INSERT INTO envios (id, codigo, cliente_id, transportista_id, creado_en, bultos, peso_g, destinatario_nombre,
         destinatario_telefono, origen_direccion, origen_ciudad, origen_region, origen_pais,
         destino_direccion, destino_ciudad, destino_region, destino_pais)
       VALUES ($1, $2, $3, $4, $5, 1, 1, 'Ana', '+51987654321', 'Ica 1', 'Lima', 'LIM', 'PE', 'Sol 2', 'Cusco', 'CUS', 'PE')`,
      [id, codigo, cliente, transportista, creado],
    );
    await pool.query('INSERT INTO codigos_envio (codigo, envio_id) VALUES ($1, $2)', [codigo, id]);
    const add = (tipo: string, en: Date, count = 1) =>
      pool.query(
        `INSERT INTO trazas (envio_id, id_evento, tipo, ocurrido_en, recibido_en, secuencia, datos)
         SELECT $1, gen_random_uuid(), $2, $3, now(), 7, '{"a": 1.5}' FROM generate_series(1, $4)`,
        [id, tipo, en, count],
      );
    await add('recogido', new Date(creado.getTime() + 3_600_000));
    await add('posicion', new Date(creado.getTime() + 7_200_000), 150);
    if (codigo === codigos.moving) await add('entregado', new Date('1970-01-01T00:00:00Z'));
    else await add('entregado', new Date(creado.getTime() + DAY_MS));
  }
}

test('finding 16: trazas of before the update are folded by the rule of today', async () => {
  expect(await stack.given.detalle(codigos.delivered)).toMatchObject({
    estado: 'entregado',
    anomalias: { reloj: 0, lugar: 0 },
    totalTrazas: 152,
  });
  const moving = await stack.given.detalle(codigos.moving);
  expect(moving).toMatchObject({
    estado: 'recogido',
    anomalias: { reloj: 1, lugar: 0 },
    primeraTrazaEn: new Date(creado.getTime() + 3_600_000).toISOString(),
    totalTrazas: 152,
  });
  expect(moving.historial).toHaveLength(100);
  expect(moving.historial.at(-1)).toMatchObject({
    tipo: 'entregado',
    anomalia: 'reloj',
    enviadoEn: null,
    ocurridoEnDispositivo: null,
    secuencia: 7,
    datos: { a: 1.5 },
  });
  const { body } = await stack.http.get<PaginaEnvios>('/v1/envios?anomalia=reloj');
  expect(body.datos.map(({ codigo }) => codigo)).toEqual([codigos.moving]);
});

test('finding 16: what comes after the update goes on from there', async () => {
  await stack.given.applied([stack.given.traza(codigos.moving, { tipo: 'entregado' })]);
  expect(await stack.given.detalle(codigos.moving)).toMatchObject({ estado: 'entregado', totalTrazas: 153 });
  const { body } = await stack.http.get<EnvioDetalle>(`/v1/envios/${codigos.moving}?historial=todo`);
  expect(body.historial).toHaveLength(153);
});

test('finding 40: telephones and addresses of before the update are found', async () => {
  for (const q of ['987654321', '987 654-321', 'ica', 'sol 2', 'ana ica']) {
    const { body } = await stack.http.get<PaginaEnvios>(`/v1/envios?q=${encodeURIComponent(q)}&orden=creado`);
    expect({ q, codigos: body.datos.map(({ codigo }) => codigo).sort() }).toEqual({
      q,
      codigos: Object.values(codigos).sort(),
    });
  }
});
