/** `trazo colas`, `trazo periodos`: how the system is doing. */
import { ago, duration, estado, table } from '../output.mjs';

/** @typedef {import('../program.mjs').Action} Action */

/**
 * @param {import('commander').Command} program
 * @param {Action} action
 */
export function addColas(program, action) {
  program
    .command('colas')
    .description('cuánto hay en cada cola, cómo se drena y quién trabaja')
    .action(
      action(async (context) => {
        const { datos } = await context.client.get('/v1/colas');
        context.show(datos, describeColas);
      }),
    );
}

/** @param {import('../../src/modules/colas/cola.dto.js').Cola[]} colas */
function describeColas(colas) {
  return table(colas, {
    cola: ({ nombre }) => nombre,
    espera: ({ trabajos }) => trabajos.enEspera,
    activos: ({ trabajos }) => trabajos.activos,
    demorados: ({ trabajos }) => trabajos.demorados,
    fallidos: ({ trabajos }) => trabajos.fallidos,
    trazas: ({ trazas }) => trazas,
    'por s': ({ drenaje }) => drenaje.trazasPorSegundo ?? drenaje.trabajosPorSegundo,
    vaciado: ({ vaciadoS }) => duration(vaciadoS),
    retraso: ({ retrasoS }) => duration(retrasoS),
    workers: ({ workers }) => workers,
  });
}

/**
 * @param {import('commander').Command} program
 * @param {Action} action
 */
export function addPeriodos(program, action) {
  program
    .command('periodos')
    .description('los meses y en qué estado está cada uno')
    .command('ls')
    .description('lista los periodos, los más nuevos primero')
    .action(
      action(async (context) => {
        const { datos } = await context.client.get('/v1/periodos');
        context.show(datos, describePeriodos);
      }),
    );
}

/** @param {any[]} periodos */
function describePeriodos(periodos) {
  const sum = (/** @type {any} */ { modelos = [] }, /** @type {string} */ name) =>
    modelos.reduce(
      (/** @type {number} */ total, /** @type {any} */ modelo) => total + (modelo[name] ?? 0),
      0,
    );
  const last = (/** @type {any} */ { modelos = [] }) =>
    modelos
      .map((/** @type {any} */ modelo) => modelo.refrescadoEn)
      .filter(Boolean)
      .sort()
      .at(-1);
  return table(periodos, {
    mes: ({ mes }) => mes.slice(0, 7),
    estado: (periodo) => estado(periodo.estado),
    filas: (periodo) => sum(periodo, 'filasBase'),
    delta: (periodo) => sum(periodo, 'filasDelta'),
    MiB: (periodo) => (sum(periodo, 'bytesBase') / 1_048_576).toFixed(1),
    refrescado: (periodo) => ago(last(periodo)),
  });
}
