/** `trazo lectores`: what reacts to what happens, and how far it is. */
import { EXIT } from '../exit.mjs';
import { ago, duration, note, table } from '../output.mjs';
import { say } from '../words.mjs';

/** @typedef {import('../program.mjs').Action} Action */

const pathOf = (/** @type {string} */ lector) => `/v1/lectores/${encodeURIComponent(lector)}`;

/**
 * @param {import('commander').Command} program
 * @param {Action} action
 */
export function addLectores(program, action) {
  const group = program
    .command('lectores')
    .description('lo que reacciona a lo que pasa, y hasta dónde va')
    .addHelpText(
      'after',
      say(`
Ejemplos:
  $ trazo lectores ls
  $ trazo lectores reenviar avisos --desde 2026-11-28T00:00:00Z
  $ trazo lectores apartados avisos`),
    );
  group
    .command('ls')
    .description('lista los lectores y su retraso')
    .action(
      action(async (context) => {
        const { datos } = await context.client.get('/v1/lectores');
        context.show(datos, describeLectores);
      }),
    );
  group
    .command('reenviar')
    .description('hace que un lector vuelva a leer')
    .argument('<lector>', 'cuál')
    .requiredOption(
      '--desde <evento o fecha>',
      'id del último evento que no se repite, o fecha y hora (RFC 3339)',
    )
    .action(
      action(async (context, lector, { desde }) => {
        const found = await context.client.post(`${pathOf(lector)}/reenvio`, { desde });
        context.show([found], describeLectores);
      }),
    );
  group
    .command('apartados')
    .description('lista los hechos que un lector no pudo trabajar, los más nuevos primero')
    .argument('<lector>', 'cuál')
    .option('--estado <estado>', 'apartado, por_repetir, repetido o descartado', 'apartado')
    .option('-n, --limit <n>', 'cuántos', Number, 50)
    .action(
      action(async (context, lector, { estado, limit }) => {
        const found = await context.client.list(`${pathOf(lector)}/apartados`, { estado }, limit);
        context.show(found, describeApartados);
      }),
    );
  addClosing(group, action);
}

/**
 * @param {import('commander').Command} group
 * @param {Action} action
 */
function addClosing(group, action) {
  const close = (/** @type {'post' | 'delete'} */ verb, /** @type {string} */ tail) =>
    action(async (context, lector, ids) => {
      for (const id of ids) {
        const path = `${pathOf(lector)}/apartados/${encodeURIComponent(id)}${tail}`;
        const { estado } = await (verb === 'post'
          ? context.client.post(path, {})
          : context.client.delete(path));
        note(`${id}: ${estado}`);
      }
      return EXIT.ok;
    });
  group
    .command('repetir')
    .description('pide que hechos apartados se intenten de nuevo')
    .argument('<lector>', 'cuál')
    .argument('<ids...>', 'cuáles')
    .action(close('post', '/reintento'));
  group
    .command('descartar')
    .description('descarta hechos apartados; no se borran')
    .argument('<lector>', 'cuál')
    .argument('<ids...>', 'cuáles')
    .action(close('delete', ''));
}

/** @param {any[]} lectores */
function describeLectores(lectores) {
  return table(lectores, {
    lector: ({ nombre }) => nombre,
    pendientes: ({ pendientes }) => pendientes,
    retraso: ({ retrasoS }) => duration(retrasoS),
    apartados: ({ apartados }) => apartados,
    avanzó: ({ avanzadoEn }) => ago(avanzadoEn),
    worker: ({ worker }) => worker,
    error: ({ error }) => error,
  });
}

/** @param {any[]} apartados */
function describeApartados(apartados) {
  return table(apartados, {
    id: ({ id }) => id,
    hecho: ({ hecho }) => hecho.type,
    sujeto: ({ hecho }) => hecho.subject,
    intentos: ({ intentos }) => intentos,
    apartado: ({ apartadoEn }) => ago(apartadoEn),
    error: ({ error }) => error,
  });
}
