import type pg from 'pg';
import type { Bench, Figure, Measurement } from '../harness/measurement.js';
import { takePairs } from '../harness/pairs.js';
import { detailOf, pickCodigos } from '../lecturas/codigos.js';
import { oneByOne } from '../lecturas/latency.js';
import { change, newestMonths, pickEnvios, timed } from '../refresco/changes.js';
import { count } from '../../tools/runtime/numbers.js';
import { median } from '../../tools/runtime/statistics.js';
import { type Archive, openArchive } from './archive.js';
import { archivedYear } from './year.js';

const MIB = 2 ** 20;

/** Whether what was archived still costs anything. */
export const trasArchivar: Measurement = {
  id: 'tras_archivar',
  description:
    'tamaño de las tablas y tiempo de leer, listar y escribir tras archivar un año ÷ si ese año no hubiera existido; el peor',
  target: { atMost: 1.05 },
  async run(bench: Bench): Promise<Figure> {
    const year = await archivedYear(bench);
    const { rows } = await year.pool.query<{ envios: string; meses: string }>(
      `SELECT count(*) AS envios, count(DISTINCT mes_de(id)) AS meses FROM envios e
       WHERE NOT EXISTS (SELECT FROM periodos p WHERE p.mes = mes_de(e.id) AND p.archivada IS NOT NULL)`,
    );
    const size = { envios: Number(rows[0]?.envios), months: Number(rows[0]?.meses) };
    const never = await openArchive(bench, 'nunca', size);
    const sides = { after: await openSide(bench, year), never: await openSide(bench, never) };
    const behind: Record<string, number> = {};
    const notes: string[] = [];
    const ratios: Record<string, number> = {};
    for (const what of ['detalle', 'lista', 'escritura'] as const) {
      const { value, notes: disturbed } = await takePairs(bench, {
        subject: { name: `${what}, después`, take: sides.after[what] },
        baseline: { name: `${what}, nunca`, take: sides.never[what] },
        unit: 'ms',
      });
      behind[what] = ratios[what] = value;
      notes.push(...disturbed);
    }
    const [after, before] = [await bytesOf(year.pool), await bytesOf(never.pool)];
    for (const name of Object.keys(after))
      behind[`${name} (MiB), después y nunca`] = (after[name] ?? 0) / MIB - (before[name] ?? 0) / MIB;
    ratios['tamaño'] = behind['tamaño'] = total(after) / total(before);
    behind['todo, después (MiB)'] = total(after) / MIB;
    behind['todo, nunca (MiB)'] = total(before) / MIB;
    await Promise.all([year.stack.stop('api'), never.close()]);
    return {
      value: Math.max(...Object.values(ratios)),
      unit: 'ratio',
      behind,
      notes: [
        ...new Set(notes),
        `quedan ${count(size.envios)} envíos en ${size.months} meses; los códigos de los archivados se quedan en codigos_envio`,
      ],
    };
  },
};

/** What is done on either side, each answering milliseconds. */
async function openSide(bench: Bench, { stack, pool, env }: Archive) {
  await stack.start('api', env);
  const month = (await newestMonths(pool, 2)).at(-1) as string;
  const times = bench.rapid ? 50 : 500;
  const details = (await pickCodigos(pool, times, month)).map(detailOf);
  const lists = [
    '?limit=50',
    '?estado=entregado&limit=50',
    '?orden=-ultimaTraza&limit=50',
    '?region=CUS&limit=50',
  ];
  const paths = Array.from({ length: times / 5 }, (_, at) => `/v1/envios${lists[at % lists.length]}`);
  return {
    detalle: async () => median(await oneByOne(stack.url, details)),
    lista: async () => median(await oneByOne(stack.url, paths)),
    escritura: async () => {
      const envios = await pickEnvios(pool, month, { count: times * 4 });
      const ids = envios.map(({ id }) => id);
      return timed(() => change(pool, ids));
    },
  };
}

/** Bytes of what the program keeps in the database, with its indexes, by kind. */
async function bytesOf(pool: pg.Pool): Promise<Record<string, number>> {
  await pool.query('CHECKPOINT');
  const { rows } = await pool.query<{ kind: string; bytes: string }>(`
    SELECT CASE WHEN relname ~ '^(envios|trazas)_2' THEN 'envios y trazas'
                WHEN relname ~ '^vm_' THEN 'modelos de lectura'
                WHEN relname = 'codigos_envio' THEN 'codigos_envio'
                ELSE 'lo demás' END AS kind, sum(pg_total_relation_size(oid)) AS bytes
    FROM pg_class WHERE relkind IN ('r', 'm') AND relnamespace IN ('public'::regnamespace, 'gracia'::regnamespace) GROUP BY 1`);
  return Object.fromEntries(rows.map(({ kind, bytes }) => [kind, Number(bytes)]));
}

const total = (bytes: Record<string, number>) => Object.values(bytes).reduce((sum, each) => sum + each, 0);
