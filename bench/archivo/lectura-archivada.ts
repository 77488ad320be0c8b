import type { Bench, Figure, Measurement } from '../harness/measurement.js';
import { takePairs } from '../harness/pairs.js';
import { detailOf, pickCodigos } from '../lecturas/codigos.js';
import { oneByOne } from '../lecturas/latency.js';
import { percentile } from '../../tools/runtime/statistics.js';
import { archivedYear } from './year.js';

const READS = 400;

/** What it costs a reader that an envío is old. */
export const lecturaArchivada: Measurement = {
  id: 'lectura_archivada',
  description: 'p95 del detalle de un envío archivado, ya leído alguno de su mes ÷ de uno caliente',
  target: { atMost: 10 },
  async run(bench: Bench): Promise<Figure> {
    const { stack, pool, env } = await archivedYear(bench);
    await stack.start('api', env);
    const reads = bench.rapid ? READS / 10 : READS;
    const hot = (await pickCodigos(pool, reads)).map(detailOf);
    const { rows } = await pool.query<{ codigo: string }>(
      `SELECT codigo FROM codigos_envio WHERE esta_archivado(envio_id) ORDER BY random() LIMIT ${reads}`,
    );
    const cold = rows.map(({ codigo }) => detailOf(codigo));
    const p95 = async (paths: string[]) => percentile(await oneByOne(stack.url, paths), 0.95) as number;
    const figure = await takePairs(bench, {
      subject: { name: 'p95 archivado', take: () => p95(cold) },
      baseline: { name: 'p95 caliente', take: () => p95(hot) },
      unit: 'ms',
    });
    await stack.stop('api');
    return { ...figure, notes: [...figure.notes, `${reads} envíos al azar de cada lado, uno tras otro`] };
  },
};
