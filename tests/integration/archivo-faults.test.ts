import { DuckDBInstance } from '@duckdb/node-api';
import { jest } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArchiveMonthCommand } from '../../src/commands/archivo/archive-month.command.js';
import { RestoreMonthCommand } from '../../src/commands/archivo/restore-month.command.js';
import type { ArchiveRun } from '../../src/modules/archivo/run/archive-run.js';
import { ArchiveQueries } from '../../src/modules/archivo/reads/archive-queries.js';
import { ArchiveReader } from '../../src/modules/archivo/reads/archive-reader.js';
import type { Manifest } from '../../src/modules/periodos/contract.js';
import { PeriodoLedger } from '../../src/modules/periodos/periodo-ledger.js';
import { Workbench } from '../../src/modules/archivo/files/workbench.js';
import { ArchiveFiles } from '../../src/platform/archive/archive-files.js';
import type { EnvioDetalle } from '../../src/modules/envios/envio.dto.js';
import { SmallDisk } from '../support/small-disk.js';
import { type Stack, startStack } from '../support/stack.js';
import { monthOfText } from '../../src/platform/database/month.js';

let stack: Stack;
beforeAll(async () => (stack = await startStack({ env: { TRAZO_ARCHIVO_GRACIA_DIAS: '0' } })));
afterAll(() => stack.close());

// Every test has a month of its own.
let month = 0;
let mes: string;
let codigos: string[];
beforeEach(async () => {
  month += 1;
  mes = `2020-${String(month).padStart(2, '0')}`;
  codigos = await fill(stack);
});

/** Five envíos that were delivered. */
async function fill({ given }: Stack): Promise<string[]> {
  const envios = await given.envios(5, { creadoEn: `${mes}-10T15:00:00.000Z` });
  const closed = { tipo: 'entregado', ocurridoEn: `${mes}-12T10:00:00.000Z` };
  await given.applied(envios.map(({ codigo }) => given.traza(codigo, closed)));
  return envios.map(({ codigo }) => codigo);
}
const archive = (run?: ArchiveRun, { get } = stack) =>
  get(CommandBus).execute(new ArchiveMonthCommand(monthOfText(mes), run));
const restore = () => stack.get(CommandBus).execute(new RestoreMonthCommand(monthOfText(mes)));
const everything = async ({ given } = stack) => {
  const all = await Promise.all(codigos.map((codigo) => given.detalle(codigo)));
  return all.map(({ fuente: _, ...envio }: EnvioDetalle) => envio);
};
const periodo = async ({ http } = stack) => (await http.get(`/v1/periodos/${mes}`)).body;
const fileOf = (name: string, generation = '0001') =>
  join(stack.config.TRAZO_ARCHIVO_DIR, 'meses', mes, generation, name);

/** What a test does on an installation of its own. */
async function elsewhere(directory: string, work: (other: Stack) => Promise<void>): Promise<void> {
  const env = { TRAZO_ARCHIVO_DIR: directory, TRAZO_ARCHIVO_GRACIA_DIAS: '0' };
  const other = await startStack({ env });
  try {
    codigos = await fill(other);
    await work(other);
  } finally {
    await other.close();
  }
}

const partition = () => `trazas_${mes.replace('-', '_')}`;

/** Turns one bit in the middle of a file; turning it again undoes it. */
function flip(path: string): void {
  const bytes = readFileSync(path);
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

/** A run that does something once its log says so. */
const when = (said: string, act: () => void): ArchiveRun => ({
  simulacro: false,
  signal: new AbortController().signal,
  progress: () => undefined,
  log: (line) => void (line.includes(said) && act()),
  checkpoint: async () => undefined,
});

test.each(['envios.parquet', 'trazas.parquet', 'detalle.parquet'])(
  'a flipped bit in %s before it is verified stops the month, is seen, and deletes nothing',
  async (name) => {
    const before = await everything();
    await expect(archive(when(': exportado', () => flip(fileOf(name))))).rejects.toThrow(
      'archivo-no-coincide',
    );
    expect(await periodo()).toMatchObject({
      estado: 'exportado',
      caliente: true,
      archivo: null,
      problema: { codigo: 'archivo-no-coincide', detalle: expect.stringContaining(name) },
    });
    expect(await everything()).toEqual(before);
    expect(await archive()).toMatchObject({ estado: 'eliminado', problema: null, archivada: 2 });
    expect(await everything()).toEqual(before);
  },
);

test('finding 36: a file that cannot be read is no file that differs: the nightly run tries it again', async () => {
  const before = await everything();
  const path = fileOf('trazas.parquet');
  const hide = () => {
    renameSync(path, `${path}.aparte`);
    mkdirSync(path);
  };
  await expect(archive(when(': exportado', hide))).rejects.toThrow('archivo-no-disponible');
  expect(await periodo()).toMatchObject({
    estado: 'exportado',
    caliente: true,
    problema: { codigo: 'archivo-no-disponible' },
  });
  rmdirSync(path);
  renameSync(`${path}.aparte`, path);
  expect(await archive()).toMatchObject({ estado: 'eliminado', problema: null, archivada: 1 });
  expect(await everything()).toEqual(before);
});

test('finding 36: a DuckDB that could not be opened is opened by the next read', async () => {
  const before = await everything();
  await archive();
  const create = jest.spyOn(DuckDBInstance, 'create').mockRejectedValue(new Error('sin memoria'));
  const reader = new ArchiveReader(stack.get(ArchiveFiles));
  const queries = new ArchiveQueries(stack.config, stack.get(ArchiveFiles), stack.get(Workbench));
  const { manifiesto } = await stack.get(PeriodoLedger).find(monthOfText(mes));
  const look = () => reader.read(manifiesto as Manifest, codigos[0] as string);
  const ask = () => queries.ask([manifiesto as Manifest], (read) => `SELECT codigo FROM ${read('envios')}`);
  await expect(look()).rejects.toThrow('sin memoria');
  await expect(ask()).rejects.toThrow('sin memoria');
  create.mockRestore();
  expect(await look()).toBeDefined();
  expect(await ask()).toHaveLength(codigos.length);
  await reader.onApplicationShutdown();
  await queries.onApplicationShutdown();
  expect(await everything()).toEqual(before);
});

test('a manifest that lies stops the month', async () => {
  const lie = () => {
    const path = fileOf('manifiesto.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace(/"filas": \d+/, '"filas": 7'));
  };
  await expect(archive(when(': exportado', lie))).rejects.toThrow('archivo-no-coincide');
  expect(await periodo()).toMatchObject({ estado: 'exportado', problema: { codigo: 'archivo-no-coincide' } });
});

test('rows that changed behind the back of everybody stop the month', async () => {
  const tamper = () =>
    stack.pool.query(
      `ALTER TABLE ${partition()} DISABLE TRIGGER USER; UPDATE ${partition()} SET lugar = 'otro'`,
    );
  let tampered: Promise<unknown> = Promise.resolve();
  const run = when(': exportado', () => void (tampered = tamper()));
  const waiting = { ...run, checkpoint: async () => void (await tampered) };
  await expect(archive(waiting)).rejects.toThrow('la base tiene otras filas');
});

test('a flipped bit in the archive is noticed by whoever reads, and by a restore, which then changes nothing', async () => {
  const before = await everything();
  await archive();
  flip(fileOf('detalle.parquet'));
  const listed = (more: string) => stack.http.get(`/v1/envios?creadoDesde=${mes}-01T00:00:00Z${more}`);
  const list = await listed('&incluirArchivo=true');
  expect([list.status, list.body]).toMatchObject([500, { type: '/problemas/archivo-danado' }]);
  expect((await listed('')).status).toBe(200);
  flip(fileOf('detalle.parquet'));
  flip(fileOf('trazas.parquet'));
  const answer = await stack.http.get(`/v1/envios/${codigos[0]}`);
  expect([answer.status, answer.body]).toMatchObject([500, { type: '/problemas/archivo-danado' }]);
  await expect(restore()).rejects.toThrow('archivo-danado');
  expect(await periodo()).toMatchObject({ estado: 'eliminado', caliente: false });
  flip(fileOf('trazas.parquet'));
  expect(await everything()).toEqual(before);
  await restore();
  expect(await everything()).toEqual(before);
});

test('a traza for an envío whose file is damaged waits, and is not lost', async () => {
  const [codigo, other] = codigos as [string, string];
  await archive();
  flip(fileOf('envios.parquet'));
  const late = { tipo: 'nota', ocurridoEn: `${mes}-13T10:00:00.000Z` };
  const captura = await stack.given.captured([stack.given.traza(codigo, late)]);
  const hot = await stack.given.envio();
  await stack.given.applied([stack.given.traza(hot.codigo)]);
  const receipt = await stack.http.get(`/v1/capturas/${captura.capturaId}`);
  expect(receipt.body).toMatchObject({ estado: 'pendiente' });
  flip(fileOf('envios.parquet'));
  await stack.given.settled(captura.capturaId);
  expect((await stack.given.detalle(codigo)).totalTrazas).toBe(2);
  expect((await stack.given.detalle(other)).totalTrazas).toBe(1);
});

const unusable = mkdtempSync(join(tmpdir(), 'trazo-fichero-'));
afterAll(() => rmSync(unusable, { recursive: true }));

test.each([
  ['cannot be written to', '/sys/archivo'],
  ['is a file', join(unusable, 'archivo')],
])(
  'a directory that %s stops the month with a clear error',
  (_, directory) => {
    if (directory.startsWith(unusable)) writeFileSync(directory, '');
    return elsewhere(directory, async (other) => {
      const before = await everything(other);
      await expect(archive(undefined, other)).rejects.toThrow(
        new RegExp(`archivo-no-disponible.*${directory}`),
      );
      expect(await periodo(other)).toMatchObject({
        estado: 'cerrado',
        problema: { codigo: 'archivo-no-disponible', detalle: expect.stringContaining(directory) as string },
      });
      expect(await everything(other)).toEqual(before);
    });
  },
  120_000,
);

test('a full disk stops the month; with room it goes on', async () => {
  const path = mkdtempSync(join(tmpdir(), 'trazo-lleno-'));
  const disk = SmallDisk.mount(path, 64);
  // Where this user may not mount anything, there is nothing to fill.
  if (!disk) return rmSync(path, { recursive: true });
  try {
    await elsewhere(path, async (other) => {
      // More than what is left over on a disk that is full.
      const noise = () => ({ ruido: randomBytes(3_000).toString('base64') });
      await other.given.applied(
        Array.from({ length: 60 }, () =>
          other.given.traza(codigos[0] as string, { tipo: 'nota', datos: noise() }),
        ),
      );
      const before = await everything(other);
      // A size of nothing would be no limit.
      writeFileSync(join(path, 'lastre'), randomBytes(8_192));
      disk.fill();
      await expect(archive(undefined, other)).rejects.toThrow('archivo-no-disponible');
      expect(await everything(other)).toEqual(before);
      disk.giveRoom();
      expect(await archive(undefined, other)).toMatchObject({ estado: 'eliminado', problema: null });
      expect(await everything(other)).toEqual(before);
    });
  } finally {
    disk.unmount();
    rmSync(path, { recursive: true, force: true });
  }
}, 120_000);
