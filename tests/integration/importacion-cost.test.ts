import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { HOUSE_HEADERS } from '../../tools/runtime/house-key.js';
import type { Importacion } from '../../src/modules/importaciones/importacion.dto.js';
import { createInstallation, type Installation } from '../support/installation.js';
import { poll } from '../support/poll.js';
import { cpuMs, expectLinear, peakMib } from '../support/process-cost.js';
import type { Program } from '../support/program.js';

/** Most memory of a process that takes uploads in or works them off; it has some 200 MiB when it begins. */
const MEMORY_MIB = 500;
const MIB = 1_048_576;

let installation: Installation;
let api: Program;
let worker: Program;
beforeAll(async () => {
  installation = await createInstallation();
  api = await installation.start('api');
  worker = await installation.start('worker');
}, 300_000);
afterAll(() => installation.close());

interface Answered {
  status: number;
  body: { id?: string; detail?: string; errors?: object[] };
}

/** Uploads a file, and is content with an answer that comes before all of it is sent. */
function upload(file: Buffer, tipo = 'trazas'): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sent = request(`${installation.http.url}/v1/importaciones?tipo=${tipo}`, {
      method: 'POST',
      headers: { ...HOUSE_HEADERS, 'content-type': 'text/csv', connection: 'close' },
    });
    sent.on('response', (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      const answer = () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) as never });
      response.on('end', answer);
      response.on('error', answer);
    });
    sent.on('error', reject);
    sent.end(file);
  });
}

/** As a client does whom a machine under load asks to come back: a connection to the database may take over 5 s there. */
const uploadPatiently = (file: Buffer, tipo: string) =>
  poll(
    'an upload to be taken or refused',
    async () => {
      const answer = await upload(file, tipo);
      if (answer.status === 503) console.log(answer.body.detail);
      return answer.status !== 503 && answer;
    },
    60_000,
  );

const finished = (id: string) =>
  poll(
    `importación ${id} to be completed`,
    async () => {
      const { body } = await installation.http.get<Importacion>(`/v1/importaciones/${id}`);
      return body.estado === 'completada' && body;
    },
    200_000,
  );

/** CPU time that both processes take for `work`, in milliseconds. */
async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const now = () => cpuMs(api.pid) + cpuMs(worker.pid);
  const before = now();
  await work();
  return now() - before;
}

const HEADERS = {
  trazas: 'codigo,tipo,ocurridoEn\n',
  envios: `${[
    ...['clienteId', 'transportistaId', 'destinatario.nombre', 'bultos', 'pesoG'],
    ...['origen', 'destino'].flatMap((place) =>
      ['direccion', 'ciudad', 'region', 'pais'].map((field) => `${place}.${field}`),
    ),
  ].join()}\n`,
};
type Tipo = keyof typeof HEADERS;
const TIPOS = Object.keys(HEADERS) as Tipo[];

const FILES: [string, (n: number, header: string) => string, number][] = [
  ['commas', (n) => ','.repeat(n * MIB), 400],
  ['names of columns', (n) => 'a,'.repeat((n * MIB) / 2), 400],
  ['one letter, again and again', (n) => 'a'.repeat(n * MIB), 400],
  ['empty lines', (n) => '\n'.repeat(n * MIB), 400],
  ['white space', (n) => ' \t'.repeat((n * MIB) / 2), 400],
  ['quotes', (n, header) => header + '"'.repeat(n * MIB), 400],
  ['a quote that is never closed', (n, header) => `${header}"${'\n'.repeat(n * MIB)}`, 202],
  ['lines of 200,000 commas', (n, header) => header + `${','.repeat(200_000)}\n`.repeat(n * 5), 400],
  [
    'a header, and lines of which no cell has anything',
    (n, header) => header + ',,\n'.repeat((n * MIB) / 3),
    400,
  ],
];

test.each(TIPOS.flatMap((tipo) => FILES.map((each) => [tipo, ...each] as const)))(
  'finding 2: as %s, %s cost what they are long, and no memory',
  async (tipo, _, file, status) => {
    const [small, large] = [2, 4].map((n) => Buffer.from(file(n, HEADERS[tipo]))) as [Buffer, Buffer];
    const uploading = (bytes: Buffer) => () =>
      cpuOf(async () => {
        const answer = await uploadPatiently(bytes, tipo);
        expect(answer).toMatchObject({ status });
        expect(JSON.stringify(answer.body).length).toBeLessThan(100_000);
        if (status === 202) await finished(answer.body.id as string);
      });
    // The first one warms up.
    await uploading(small)();
    await expectLinear(uploading(small), uploading(large));
    expect(peakMib(api.pid)).toBeLessThan(MEMORY_MIB);
  },
  300_000,
);

test.each(TIPOS)(
  'finding 2: lines of %s at the bounds are taken, refused one by one, and the worker keeps its locks',
  async (tipo) => {
    const line = (cell: string) => `${Array(199).fill(cell).join(',')}\n`;
    const time = async (lines: number) => {
      const file = Buffer.from(HEADERS[tipo] + line('x').repeat(lines));
      return cpuOf(async () => {
        const { status, body } = await upload(file, tipo);
        expect(status).toBe(202);
        expect(await finished(body.id as string)).toMatchObject({ lineas: lines, rechazadas: lines });
      });
    };
    await time(2_000);
    await expectLinear(
      () => time(2_000),
      () => time(4_000),
    );
    expect(worker.said()).not.toMatch(/lock|stalled|sin-dueño/i);
    expect(peakMib(worker.pid)).toBeLessThan(MEMORY_MIB);
  },
  300_000,
);

test('finding 2: a lote of an earlier version, whose lines had no bound, is worked off', async () => {
  const id = randomUUID();
  const rows = JSON.stringify(Array.from({ length: 20 }, (_, at) => [at + 2, ...Array(200_000).fill('')]));
  const header = ['codigo', 'tipo', 'ocurridoEn'];
  const full = rows.replaceAll(',""]', ',"x"]');
  await installation.pool.query(
    `INSERT INTO importaciones (id, tipo, columnas, separador, recibida_en, lineas) VALUES ($1, 'trazas', $2, ',', now(), 20)`,
    [id, header],
  );
  await installation.pool.query(
    'INSERT INTO importacion_lotes (importacion_id, numero, filas) VALUES ($1, 0, $2)',
    [id, full],
  );
  expect(await finished(id)).toMatchObject({ rechazadas: 20 });
  const { body } = await installation.http.get<string>(`/v1/importaciones/${id}/errores`);
  expect(body.split('\r\n')).toHaveLength(22);
  expect(body.length).toBeLessThan(20 * 1_000);
  expect(worker.said()).not.toMatch(/lock|stalled|sin-dueño/i);
}, 300_000);
