/** `trazo purgas`: personal data that has to go. */
import { follow } from '../follow.mjs';
import { estado, note } from '../output.mjs';
import { describeRuns } from './jobs.mjs';
import { say } from '../words.mjs';

/** @typedef {import('../program.mjs').Action} Action */

/**
 * @param {import('commander').Command} program
 * @param {Action} action
 */
export function addPurgas(program, action) {
  const group = program
    .command('purgas')
    .description('datos personales que hay que borrar')
    .addHelpText(
      'after',
      say(`
Ejemplos:
  $ trazo purgas run 0195f7a0-0000-7000-8000-000000000001 --motivo 'pedido del titular' --simulacro -f
  $ trazo purgas ls`),
    );
  group
    .command('run')
    .description('borra los datos personales de un cliente y de sus envíos, también en el archivo')
    .argument('<cliente>', 'id del cliente')
    .requiredOption('--motivo <motivo>', 'por qué')
    .option('--simulacro', 'solo decir qué haría, sin tocar nada')
    .option('-f, --follow', 'seguirla hasta que termine')
    .action(
      action(async (context, cliente, { motivo, simulacro, follow: stay }) => {
        const input = { motivo, simulacro: Boolean(simulacro) };
        const run = await context.client.post(`/v1/clientes/${encodeURIComponent(cliente)}/purga`, input);
        if (stay) return follow(context, run.id);
        context.show(run, () => `${run.id}  ${estado(run.estado)}`);
        if (!context.json) note(`Para verla: trazo jobs logs -f ${run.id}`);
      }),
    );
  group
    .command('ls')
    .description('lista las purgas, las más nuevas primero')
    .option('-n, --limit <n>', 'cuántas', Number, 20)
    .action(
      action(async (context, { limit }) => {
        const runs = await context.client.list('/v1/ejecuciones', { tipo: 'purga' }, limit);
        context.show(runs, describeRuns);
      }),
    );
}
