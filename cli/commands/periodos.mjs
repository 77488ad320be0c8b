/** `trazo periodos`: the months, and their way to the archive and back. */
import { Argument } from 'commander';
import { follow } from '../follow.mjs';
import { ago, estado, note, paint, sheet, table } from '../output.mjs';
import { say } from '../words.mjs';

/**
 * @typedef {import('../../src/modules/periodos/periodo.dto.js').EstadoDePeriodo} EstadoDePeriodo
 * @typedef {import('../../src/modules/periodos/periodo.dto.js').Periodo} Periodo
 * @typedef {import('../program.mjs').Action} Action
 */

const MEBIBYTE = 1_048_576;

/**
 * @param {import('commander').Command} program
 * @param {Action} action
 */
export function addPeriodos(program, action) {
  const periodos = program
    .command('periodos')
    .description('los meses: en qué estado está cada uno, su camino al archivo y de vuelta')
    .addHelpText(
      'after',
      say(`
Ejemplos:
  $ trazo periodos ls
  $ trazo periodos archivar 2023-04 --simulacro -f    hasta dónde llegaría, sin tocar nada
  $ trazo periodos archivar 2023-04 -f                ahora, con su avance
  $ trazo periodos show 2023-04                       dónde está, y por qué se detuvo si se detuvo
  $ trazo periodos restaurar 2023-04 -f
  $ trazo periodos ls --json | jq -r '.[] | select(.problema) | .mes'`),
    );
  periodos
    .command('ls')
    .description('lista los periodos, los más nuevos primero')
    .action(
      action(async (context) => {
        const { datos } = await context.client.get('/v1/periodos');
        context.show(datos, describePeriodos);
      }),
    );
  periodos
    .command('show')
    .description('muestra un periodo')
    .addArgument(mes())
    .action(
      action(async (context, month) =>
        context.show(await context.client.get(pathOf(month)), describePeriodo),
      ),
    );
  addTrabajo(periodos, action, {
    order: 'archivar',
    route: 'archivado',
    description: 'lleva un periodo al archivo, hasta donde se pueda ahora',
  });
  addTrabajo(periodos, action, {
    order: 'restaurar',
    route: 'restauracion',
    description: 'trae un periodo del archivo de vuelta a la base',
  });
}

const mes = () => new Argument('<mes>', 'cuál, como 2023-04');
const pathOf = (/** @type {string} */ month) => `/v1/periodos/${encodeURIComponent(month)}`;

/**
 * @param {import('commander').Command} periodos
 * @param {Action} action
 * @param {{ order: string, route: string, description: string }} trabajo
 */
function addTrabajo(periodos, action, { order, route, description }) {
  periodos
    .command(order)
    .description(description)
    .addArgument(mes())
    .option('--simulacro', 'solo decir qué haría, sin tocar nada')
    .option('-f, --follow', 'seguirlo hasta que termine, con su avance')
    .action(
      action(async (context, month, { simulacro, follow: stay }) => {
        const input = { simulacro: Boolean(simulacro) };
        const run = await context.client.post(`${pathOf(month)}/${route}`, input);
        if (stay) return follow(context, run.id);
        context.show(run, () => `${run.id}  ${estado(run.estado)}`);
        if (!context.json) note(`Para verla: trazo jobs logs -f ${run.id}`);
      }),
    );
}

/** @param {Periodo[]} periodos */
function describePeriodos(periodos) {
  const sum = (
    /** @type {Periodo} */ { modelos },
    /** @type {'filasBase' | 'filasDelta' | 'bytesBase'} */ name,
  ) => modelos.reduce((total, modelo) => total + modelo[name], 0);
  const last = (/** @type {Periodo} */ { modelos }) =>
    modelos
      .flatMap(({ refrescadoEn }) => refrescadoEn ?? [])
      .sort()
      .at(-1);
  return table(periodos, {
    mes: (periodo) => periodo.mes.slice(0, 7),
    estado: (periodo) => estado(periodo.estado),
    filas: (periodo) => sum(periodo, 'filasBase'),
    delta: (periodo) => sum(periodo, 'filasDelta'),
    MiB: (periodo) => mebibytes(sum(periodo, 'bytesBase')),
    refrescado: (periodo) => ago(last(periodo)),
    archivados: ({ archivo }) => archivo?.envios ?? '',
    'MiB en archivo': ({ archivo }) => (archivo ? mebibytes(archivo.bytes) : ''),
    problema: ({ problema }) => (problema ? paint(problema.codigo, 'red') : ''),
  });
}

/** @param {EstadoDePeriodo} periodo */
function describePeriodo({ archivo, problema, ...periodo }) {
  return sheet({
    mes: periodo.mes,
    estado: `${estado(periodo.estado)}, ${ago(periodo.cambiadoEn)}`,
    'en la base': say(periodo.caliente ? 'sí' : 'no'),
    archivo: archivo && `${archivo.envios} envíos, ${archivo.trazas} trazas, ${mebibytes(archivo.bytes)} MiB`,
    generación: archivo?.generacion,
    separado: periodo.separadoEn && ago(periodo.separadoEn),
    restaurado: periodo.restauradoEn && ago(periodo.restauradoEn),
    lugar: periodo.lugar,
    problema: problema && `${paint(problema.codigo, 'red')}, ${ago(problema.en)}: ${problema.detalle}`,
  });
}

const mebibytes = (/** @type {number} */ bytes) => (bytes / MEBIBYTE).toFixed(1);
