import { CommandBus } from '@nestjs/cqrs';
import { RefreshReadModelsCommand } from '../../src/commands/periodos/refresh-read-models.command.js';
import { StoreTandaCommand } from '../../src/commands/trazas/store-tanda.command.js';
import type { PaginaEnvios } from '../../src/modules/envios/envio.dto.js';
import { TIPOS_TRAZA } from '../../src/modules/estados/contract.js';
import { uuidV7 } from '../../src/platform/database/uuid-v7.js';
import type { Answer } from '../support/http-client.js';
import { ORDENES } from '../support/list-data.js';
import { seededRandom } from '../support/random.js';
import { type Stack, startStack } from '../support/stack.js';

const MONTHS = ['2026-05-15', '2026-08-15', '2026-09-15', '2026-10-15'];

let stack: Stack;
let commands: CommandBus;
const codigos: string[] = [];
const random = seededRandom();
const pick = <T>(values: readonly T[]) => values[Math.floor(random() * values.length)] as T;

beforeAll(async () => {
  stack = await startStack({ worker: false });
  commands = stack.get(CommandBus);
  for (const day of MONTHS) await create(day, 40);
  await commands.execute(new RefreshReadModelsCommand());
});
afterAll(() => stack.close());

async function create(day: string, count: number): Promise<void> {
  const envios = await stack.given.envios(count, { creadoEn: `${day}T00:00:00Z`, fechaEstimada: null });
  codigos.push(...envios.map(({ codigo }) => codigo));
}

/** Stores 20 random trazas, as a worker does. */
async function write(): Promise<void> {
  const trazas = Array.from({ length: 20 }, () => ({
    ...stack.given.traza(pick(codigos)),
    tipo: pick(TIPOS_TRAZA),
    ocurridoEn: new Date(Date.UTC(2026, 9, 1) + Math.floor(random() * 4e9)).toISOString(),
  }));
  const tanda = { id: uuidV7(), sal: 1, recibidaEn: new Date().toISOString(), trazas };
  await commands.execute(new StoreTandaCommand(tanda as never));
}

/** Codes of all pages. */
async function walk(orden: string): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const path: string = `/v1/envios?orden=${orden}&limit=37${cursor && `&cursor=${cursor}`}`;
    const { status, body }: Answer<PaginaEnvios> = await stack.http.get(path);
    expect(status).toBe(200);
    const page = body.datos.map(({ codigo }) => codigo);
    expect(new Set(page).size).toBe(page.length);
    found.push(...page);
    cursor = body.siguiente;
  }
  return found;
}

/** Runs all of these again and again, beside each other, until `main` has run `times` times. */
async function beside(main: () => Promise<void>, times: number, others: (() => Promise<unknown>)[]) {
  let running = true;
  const until = others.map(async (other) => {
    let rounds = 0;
    for (; running; rounds += 1) await other();
    return rounds;
  });
  try {
    for (let round = 0; round < times; round += 1) await main();
  } finally {
    running = false;
  }
  for (const rounds of await Promise.all(until)) expect(rounds).toBeGreaterThan(0);
}

const disturbances = [
  write,
  write,
  // Not without end: every page is one more that a walk has to read.
  () => (codigos.length < 400 ? create(pick(MONTHS), 3) : write()),
  () => commands.execute(new RefreshReadModelsCommand()),
];

test.each(['-creado', 'creado'])(
  'paging by %s beside writers, a creator and a refresher shows what existed throughout exactly once',
  async (orden) => {
    await beside(
      async () => {
        const existed = [...codigos];
        const found = await walk(orden);
        expect(found.length).toBe(new Set(found).size);
        const missing = existed.filter((codigo) => !found.includes(codigo));
        expect(missing).toEqual([]);
      },
      8,
      disturbances,
    );
  },
);

test('a page in any order holds nothing twice, beside writers, a creator and a refresher', async () => {
  await beside(
    async () => {
      for (const orden of ORDENES) await walk(orden);
    },
    1,
    disturbances,
  );
});
