import type { Bench, Figure, Measurement } from '../harness/measurement.js';
import { type Carrier, closeCarrier, MIXED, startCarrier } from './carrier.js';
import { countSettled } from './fleet.js';

const OVERLOAD = 3;

/** What is left of the speed when three times as much is offered as can be done, by devices that do not listen. */
export const goodput3x: Measurement = {
  id: 'goodput_3x',
  description: `trazas visibles/s con ${OVERLOAD} veces la carga que cabe ÷ con la que cabe`,
  target: { atLeast: 0.8 },
  async run(bench: Bench): Promise<Figure> {
    const carrier = await startCarrier(bench, 'goodput', bench.rapid ? 2_000 : 20_000);
    const seconds = bench.rapid ? 8 : 45;
    const common = { origin: carrier.stack.url, seconds, sizes: MIXED };
    // Until the queue is as full as the door allows, speed is not what the machine can keep up.
    await carrier.fleet.post({ ...common, connections: 64, offered: 0, obeys: true });
    const peak = await goodputOf(carrier, () =>
      carrier.fleet.post({ ...common, connections: 64, offered: 0, obeys: true }),
    );
    const over = await goodputOf(carrier, () =>
      carrier.fleet.post({ ...common, connections: 256, offered: OVERLOAD * peak.perSecond, obeys: false }),
    );
    await closeCarrier(carrier);
    return {
      value: over.perSecond / peak.perSecond,
      unit: 'ratio',
      behind: {
        'visibles/s con la que cabe': peak.perSecond,
        'visibles/s con la de más': over.perSecond,
        'ofrecidas/s con la de más': over.offered,
        'aceptadas/s con la de más': over.accepted,
        '202 p99 con la de más, ms': over.p99,
      },
      notes: ['solicitudes de 1, 20 y 100 trazas; los que sobran reciben 503 y vuelven enseguida'],
    };
  },
};

async function goodputOf(
  { stack }: Carrier,
  load: () => Promise<{ accepted: number; refused: number; seconds: number; p99: number }>,
) {
  const before = await countSettled(stack.pool);
  const { accepted, refused, seconds, p99 } = await load();
  const settled = (await countSettled(stack.pool)) - before;
  return {
    perSecond: settled / seconds,
    offered: (accepted + refused) / seconds,
    accepted: accepted / seconds,
    p99,
  };
}
