/** `trazo colas`: how the queues are doing. */
import { duration, table } from '../output.mjs';

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
