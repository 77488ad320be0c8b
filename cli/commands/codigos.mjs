/** `trazo codigos`: blocks of codes for labels that are printed beforehand. */
import { EXIT } from '../exit.mjs';
import { ago, sheet, table } from '../output.mjs';
import { say } from '../words.mjs';

/** @typedef {import('../program.mjs').Action} Action */

/**
 * @param {import('commander').Command} program
 * @param {Action} action
 */
export function addCodigos(program, action) {
  const group = program
    .command('codigos')
    .description('códigos reservados para etiquetas que se imprimen antes de crear sus envíos')
    .addHelpText(
      'after',
      say(`
Ejemplos:
  $ trazo codigos reservar 500 --expira 2027-01-31T00:00:00Z
  $ trazo codigos show 0195f7a0-0000-7000-8000-000000000001 --libres > etiquetas.txt`),
    );
  group
    .command('ls')
    .description('lista los bloques, los más nuevos primero')
    .option('-n, --limit <n>', 'cuántos', Number, 50)
    .action(
      action(async (context, { limit }) => {
        const found = await context.client.list('/v1/codigos', {}, limit);
        context.show(found, (rows) =>
          table(/** @type {any[]} */ (rows), {
            id: ({ id }) => id,
            cantidad: ({ cantidad }) => cantidad,
            creado: ({ creadoEn }) => ago(creadoEn),
            expira: ({ expiraEn }) => expiraEn ?? say('nunca'),
            por: ({ solicitadoPor }) => solicitadoPor,
          }),
        );
      }),
    );
  group
    .command('reservar')
    .description('reserva un bloque y muestra sus códigos, uno por línea')
    .argument('<cantidad>', 'cuántos códigos', Number)
    .option('--expira <fecha>', 'hasta cuándo sirven (RFC 3339); sin ella, siempre')
    .action(
      action(async (context, cantidad, { expira }) => {
        const bloque = await context.client.post('/v1/codigos', { cantidad, expiraEn: expira });
        context.show(bloque, ({ codigos }) => codigos.join('\n'));
        return EXIT.ok;
      }),
    );
  group
    .command('show')
    .description('muestra un bloque')
    .argument('<id>', 'cuál')
    .option('--libres', 'solo los códigos que ningún envío tiene todavía, uno por línea')
    .action(
      action(async (context, id, { libres }) => {
        const bloque = await context.client.get(`/v1/codigos/${encodeURIComponent(id)}`);
        context.show(bloque, libres ? (found) => found.libres.join('\n') : describe);
      }),
    );
}

/** @param {any} bloque */
function describe({ codigos, libres, ...bloque }) {
  const lines = codigos.map((/** @type {string} */ codigo) =>
    libres.includes(codigo) ? codigo : say(`${codigo} (usado)`),
  );
  return `${sheet(bloque)}\n\n${lines.join('\n')}`;
}
