import { setTimeout as sleep } from 'node:timers/promises';
import { makeTrazas, type Traza } from '../esqueleto/traffic.js';
import type { Bench, Figure, Measurement } from '../harness/measurement.js';
import { percentile } from '../../tools/runtime/statistics.js';
import { HOUSE_HEADERS } from '../../tools/runtime/house-key.js';
import { closeCarrier, startCarrier } from './carrier.js';

/** A thousand times the nominal load, in trazas a second. */
const OFFERED = 1_160;
const SAMPLES_A_SECOND = 10;
const LOOK_MS = 5;

/** How soon after its 202 a read shows a traza, under a thousand times the nominal load. */
export const visibleP95: Measurement = {
  id: 'visible_p95_ms',
  description: `de la respuesta 202 a que una lectura muestra la traza, p95, con ${OFFERED} trazas/s de a una`,
  target: { atMost: 250 },
  async run(bench: Bench): Promise<Figure> {
    const carrier = await startCarrier(bench, 'visible_p95', bench.rapid ? 2_000 : 20_000);
    const { stack, codigos, fleet } = carrier;
    const seconds = bench.rapid ? 8 : 60;
    const load = fleet.post({
      origin: stack.url,
      connections: 64,
      seconds,
      offered: OFFERED,
      obeys: true,
      sizes: [1],
    });
    const samples = makeTrazas(codigos, seconds * SAMPLES_A_SECOND, bench.seed + 1);
    const delays: Promise<number>[] = [];
    for (const traza of samples) {
      delays.push(untilVisible(stack.url, { ...traza, ocurridoEn: new Date().toISOString() }));
      await sleep(1_000 / SAMPLES_A_SECOND);
    }
    const visible = await Promise.all(delays);
    const { accepted, seconds: took, p50, p99 } = await load;
    await closeCarrier(carrier);
    const [median = 0, p95 = Number.NaN, p999 = 0] = [0.5, 0.95, 0.99].map((share) =>
      percentile(visible, share),
    );
    return {
      value: p95,
      unit: 'ms',
      behind: {
        'visible p50, ms': median,
        'visible p99, ms': p999,
        'trazas aceptadas/s': accepted / took,
        '202 p50, ms': p50,
        '202 p99, ms': p99,
      },
      notes: [
        `${visible.length} trazas seguidas por GET /v1/envios/:codigo/trazas cada ${LOOK_MS} ms, entre las de la flota`,
        'con el refresco de las vistas en marcha',
      ],
    };
  },
};

/** Posts a traza and reads its envío until it is there: milliseconds from the one answer to the other. */
async function untilVisible(url: string, traza: Traza): Promise<number> {
  const headers = { ...HOUSE_HEADERS, 'content-type': 'application/json' };
  const answer = await fetch(`${url}/v1/trazas`, { method: 'POST', headers, body: JSON.stringify(traza) });
  if (answer.status !== 202) throw new Error(`Una traza de prueba recibió ${answer.status}.`);
  await answer.arrayBuffer();
  const taken = performance.now();
  for (;;) {
    const read = await fetch(`${url}/v1/envios/${traza.codigo}/trazas?limit=50`, { headers: HOUSE_HEADERS });
    if ((await read.text()).includes(traza.idEvento)) return performance.now() - taken;
    await sleep(LOOK_MS);
  }
}
