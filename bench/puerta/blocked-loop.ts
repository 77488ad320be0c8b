import { setTimeout as sleep } from 'node:timers/promises';
import { say } from '../../scripts/lib/terminal.mjs';
import { Child } from '../harness/child.js';
import type { Bench, Figure, Measurement } from '../harness/measurement.js';
import { Stack } from '../harness/stack.js';
import { decimal } from '../../tools/runtime/numbers.js';
import { percentile } from '../../tools/runtime/statistics.js';
import { HOUSE_HEADERS } from '../../tools/runtime/house-key.js';
import { type WorstRequest, worstRequests } from './worst-requests.js';

const TIMES = 7;
/** Until what a request leaves behind has been dealt with too. */
const AFTER_MS = 50;

/** For how long one request makes all others wait. */
export const blockedLoop: Measurement = {
  id: 'bucle_ms',
  description: 'lo más que una solicitud, la peor de cada clase, tiene parado el bucle de eventos de la API',
  target: { atMost: 50 },
  async run(bench: Bench): Promise<Figure> {
    const stack = await Stack.create(bench, 'puerta');
    const watcher = new URL('watch-loop.mjs', import.meta.url).href;
    const api = await Child.start({
      script: 'dist/src/main.js',
      env: stack.env,
      nodeArgs: ['--import', watcher],
    });
    bench.cleanup.add(() => api.stop());
    const requests = await prepare(stack.url);
    const behind: Record<string, number> = {};
    const blocks: number[] = [];
    for (const request of requests) {
      const { ms, cpuMs } = await longestBlock(api, stack.url, request, bench.rapid ? 3 : TIMES);
      Object.assign(behind, { [request.name]: ms, [`${request.name}, CPU`]: cpuMs });
      blocks.push(ms);
      say(`  ${request.name}: ${decimal(ms, 1)} ms; ${decimal(cpuMs, 1)} ms de CPU`);
    }
    await api.stop();
    await stack.close();
    return {
      value: Math.max(...blocks),
      unit: 'ms',
      behind,
      notes: [
        'cuerpos de hasta 1 MB, cada uno varias veces; de cada clase, la mediana de lo más que el bucle estuvo parado',
        'CPU: lo que el hilo de la API gastó en toda la solicitud; en una máquina que hace otra cosa el bucle espera además su turno',
      ],
    };
  },
};

async function post<T>(url: string, path: string, body: string): Promise<T> {
  const response = await fetch(url + path, {
    method: 'POST',
    body,
    headers: { ...HOUSE_HEADERS, 'content-type': 'application/json', connection: 'close' },
  });
  return (await response.json().catch(() => ({}))) as T;
}

async function prepare(url: string): Promise<WorstRequest[]> {
  const create = (path: string, body: object) => post<{ id: string }>(url, path, JSON.stringify(body));
  const cliente = await create('/v1/clientes', { nombre: 'Café Andino' });
  const transportista = await create('/v1/transportistas', { nombre: 'Rápidos del Sur', codigo: 'RDS' });
  const ids = { clienteId: cliente.id, transportistaId: transportista.id };
  const [first] = worstRequests(ids, '');
  const { envios } = await post<{ envios: { codigo: string }[] }>(url, first!.path, first!.body);
  return worstRequests(ids, envios[0]!.codigo);
}

interface Block {
  ms: number;
  cpuMs: number;
}

/** The median of each, so that one collection of garbage does not decide. */
async function longestBlock(api: Child, url: string, request: WorstRequest, times: number): Promise<Block> {
  const blocks: Block[] = [];
  for (let time = 0; time < times; time += 1) {
    await askLoop(api);
    await post(url, request.path, request.body);
    await sleep(AFTER_MS);
    blocks.push(await askLoop(api));
  }
  const median = (of: keyof Block) =>
    percentile(
      blocks.map((block) => block[of]),
      0.5,
    ) as number;
  return { ms: median('ms'), cpuMs: median('cpuMs') };
}

async function askLoop(api: Child): Promise<Block> {
  const answer = api.message<Block & { tipo: 'bucle' }>('bucle');
  api.send({ tipo: 'bucle' });
  return answer;
}
