import { CommandBus } from '@nestjs/cqrs';
import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ArchiveMonthCommand } from '../../src/commands/archivo/archive-month.command.js';
import { RestoreMonthCommand } from '../../src/commands/archivo/restore-month.command.js';
import type { ArchiveRun } from '../../src/modules/archivo/run/archive-run.js';
import type { EnvioDetalle } from '../../src/modules/envios/envio.dto.js';
import { S3Store } from '../../src/platform/archive/s3-store.js';
import { digestOf } from '../../src/platform/archive/file-digest.js';
import { monthOfText } from '../../src/platform/database/month.js';
import { type S3, startS3 } from '../support/s3.js';
import { type Stack, startStack } from '../support/stack.js';

const MES = monthOfText('2020-03');

let s3: S3;
let stack: Stack;
let codigos: string[];
beforeAll(async () => {
  s3 = await startS3();
  stack = await startStack({ env: { TRAZO_ARCHIVO_GRACIA_DIAS: '0', ...s3.env } });
  const envios = await stack.given.envios(5, { creadoEn: '2020-03-10T15:00:00.000Z' });
  codigos = envios.map(({ codigo }) => codigo);
  const closed = { tipo: 'entregado', ocurridoEn: '2020-03-12T10:00:00.000Z' };
  await stack.given.applied(codigos.map((codigo) => stack.given.traza(codigo, closed)));
});
afterAll(async () => {
  await stack.close();
  await s3.close();
});

const archive = (run?: ArchiveRun) => stack.get(CommandBus).execute(new ArchiveMonthCommand(MES, run));
const everything = async () => {
  const all = await Promise.all(codigos.map((codigo) => stack.given.detalle(codigo)));
  return all.map(({ fuente: _, ...envio }: EnvioDetalle) => envio);
};
const periodo = async () => (await stack.http.get(`/v1/periodos/${MES.slice(0, 7)}`)).body;

/** A run that does something when its log says so. */
const when = (said: string, act: () => void): ArchiveRun => ({
  simulacro: false,
  signal: new AbortController().signal,
  progress: () => undefined,
  log: (line) => void (line.includes(said) && act()),
  checkpoint: async () => undefined,
});

test('a store that refuses, and one that vanishes half-way, lose nothing; when it is back the month goes on', async () => {
  const before = await everything();
  s3.wire.refuse(true);
  await expect(archive()).rejects.toThrow('archivo-no-disponible');
  expect(await periodo()).toMatchObject({ estado: 'cerrado', problema: { codigo: 'archivo-no-disponible' } });
  expect(await everything()).toEqual(before);
  s3.wire.refuse(false);

  const vanish = () => {
    s3.wire.refuse(true);
    s3.wire.cut();
  };
  await expect(archive(when('envios.parquet', vanish))).rejects.toThrow('archivo-no-disponible');
  expect(await periodo()).toMatchObject({ estado: 'cerrado' });
  s3.wire.refuse(false);
  await expect(archive(when(': exportado', vanish))).rejects.toThrow('archivo-no-disponible');
  expect(await periodo()).toMatchObject({ estado: 'exportado', caliente: true });
  expect(await everything()).toEqual(before);
  s3.wire.refuse(false);

  expect(await archive()).toMatchObject({ estado: 'eliminado', caliente: false, problema: null });
  expect(await everything()).toEqual(before);
});

test('what was read once is read from its local copy; the rest says that the archive is away, and waits', async () => {
  const [codigo] = codigos as [string];
  const copies = join(stack.config.TRAZO_ARCHIVO_DIR, 'copias');
  expect(
    readdirSync(copies, { recursive: true }).filter((name) => String(name).endsWith('.parquet')),
  ).not.toEqual([]);
  s3.wire.refuse(true);
  expect((await stack.given.detalle(codigo)).fuente).toBe('archivo');

  rmSync(copies, { recursive: true });
  s3.wire.cut();
  const away = [503, { type: '/problemas/archivo-no-disponible' }];
  const list = () => stack.http.get<{ datos: object[] }>('/v1/envios?incluirArchivo=true');
  for (const { status, body } of [await list(), await stack.http.get(`/v1/envios/${codigo}`)])
    expect([status, body]).toMatchObject(away);
  expect((await stack.http.get('/v1/envios')).status).toBe(200);
  s3.wire.refuse(false);
  expect((await list()).body.datos).toHaveLength(codigos.length);
});

test('a month comes back from the store, the same', async () => {
  const before = await everything();
  await stack.get(CommandBus).execute(new RestoreMonthCommand(MES));
  expect(await everything()).toEqual(before);
  expect((await stack.given.detalle(codigos[0] as string)).fuente).toBe('base');
});

test('a file of many parts arrives whole, and goes', async () => {
  const { ARCHIVO_URL = '', AWS_ENDPOINT_URL, AWS_REGION, TRAZO_ARCHIVO_DIR } = stack.config;
  const store = new S3Store({ url: ARCHIVO_URL, endpoint: AWS_ENDPOINT_URL, region: AWS_REGION });
  const [file, copy] = [join(TRAZO_ARCHIVO_DIR, 'grande'), join(TRAZO_ARCHIVO_DIR, 'copia')];
  writeFileSync(file, randomBytes(20_000_000));
  await store.put('grande/uno', file);
  await store.get('grande/uno', copy);
  expect(await digestOf(copy)).toEqual(await digestOf(file));
  await store.remove('grande');
  await expect(store.get('grande/uno', copy)).rejects.toThrow('archivo-no-disponible');
  store.close();
});
