/** `trazo registro`: what operators change while everything runs. */
import { Argument } from 'commander';
import { sheet } from '../output.mjs';
import { say } from '../words.mjs';
import { durationOption } from './options.mjs';

/** @typedef {import('../program.mjs').Action} Action */

const NIVEL = '/v1/registro/nivel';

/**
 * @param {import('commander').Command} program
 * @param {Action} action
 */
export function addOperacion(program, action) {
  program
    .command('registro')
    .description('lo que los procesos escriben en su registro')
    .addHelpText(
      'after',
      say(`
Ejemplos:
  $ trazo registro nivel
  $ trazo registro nivel debug --por 10m
  $ trazo registro nivel configurado`),
    )
    .command('nivel')
    .description('dice el nivel del registro, o lo cambia por un tiempo en todos los procesos')
    .addArgument(
      new Argument('[nivel]', 'lo menos grave que se escribe').choices([
        'debug',
        'info',
        'warn',
        'error',
        'fatal',
        'configurado',
      ]),
    )
    .addOption(durationOption('--por <tiempo>', 'por cuánto tiempo: 30s, 10m, 2h; un día como máximo', '10m'))
    .action(
      action(async (context, nivel, { por }) => {
        if (nivel === undefined) return void context.show(await context.client.get(NIVEL), sheet);
        const changed = await (nivel === 'configurado'
          ? context.client.delete(NIVEL)
          : context.client.put(NIVEL, { nivel, por }));
        context.show(changed, sheet);
      }),
    );
}
