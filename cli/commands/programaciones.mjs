/** `trazo programaciones`: when jobs run. */
import { queryOf } from '../client.mjs';
import { ago, print, printJson, sheet, table } from '../output.mjs';
import { parametersOption } from './options.mjs';
import { say } from '../words.mjs';

/**
 * @typedef {import('../context.mjs').Programacion} Programacion
 * @typedef {import('../program.mjs').Action} Action
 */

/**
 * @param {import('commander').Command} program
 * @param {Action} action
 */
export function addProgramaciones(program, action) {
  const group = program
    .command('programaciones')
    .description('cuándo corre cada trabajo')
    .addHelpText(
      'after',
      say(`
Ejemplos:
  $ trazo programaciones tipos
  $ trazo programaciones next --cron '0 2 * * *' --zona America/Santiago
  $ trazo programaciones create limpieza --cron '0 3 * * sun' --nombre domingo -p ejecucionesDias=90
  $ trazo programaciones edit domingo --solapamiento encolar --ventana PT12H
  $ trazo programaciones rm domingo`),
    );
  group
    .command('ls')
    .description('lista las programaciones con sus reglas')
    .action(action(async (context) => context.show(await context.programaciones(), describeAll)));
  group
    .command('show')
    .description('muestra una programación')
    .argument('<programacion>', 'cuál')
    .action(action(async (context, named) => context.show(await context.programacion(named), describe)));
  group
    .command('tipos')
    .description('lista los tipos de trabajo y sus parámetros')
    .action(
      action(async (context) => {
        const { datos } = await context.client.get('/v1/programaciones/tipos');
        context.show(datos, describeTipos);
      }),
    );
  withRules(group.command('create'))
    .description('crea una programación')
    .argument('<tipo>', 'tipo de trabajo: trazo programaciones tipos')
    .action(
      action(async (context, tipo, options) => {
        const created = await context.client.post('/v1/programaciones', { tipo, ...rulesOf(options) });
        context.show(created, describe);
      }),
    );
  withRules(group.command('edit'))
    .description('cambia una programación; lo que no se indica queda igual')
    .argument('<programacion>', 'cuál')
    .action(
      action(async (context, named, options) => {
        const { id } = await context.programacion(named);
        context.show(await context.client.patch(`/v1/programaciones/${id}`, rulesOf(options)), describe);
      }),
    );
  group
    .command('rm')
    .description('elimina una programación; sus ejecuciones quedan')
    .argument('<programacion>', 'cuál')
    .action(
      action(async (context, named) => {
        const { id } = await context.programacion(named);
        await context.client.delete(`/v1/programaciones/${id}`);
        if (context.json) printJson({ id });
        else print(say(`${named}: eliminada`));
      }),
    );
  group
    .command('next')
    .description('dice sus diez horas siguientes, o las de un horario que no se guarda')
    .argument('[programacion]', 'cuál')
    .option('--cron <expresion>', 'minuto, hora, día, mes y día de la semana')
    .option('--cada <duracion>', 'cada cuánto, como PT30S o P1D')
    .option('--zona <zona>', 'zona horaria de la expresión cron')
    .option('--desde <fecha>', 'a partir de esta fecha y hora (RFC 3339)')
    .action(
      action(async (context, named, { desde, ...horario }) => {
        const path = '/v1/programaciones';
        const found = named
          ? await context.client.get(
              `${path}/${(await context.programacion(named)).id}/previsualizacion${queryOf({ desde })}`,
            )
          : await context.client.post(`${path}/previsualizacion`, { ...horario, desde });
        context.show(found, ({ datos }) =>
          table(/** @type {{ en: string, local: string }[]} */ (datos), {
            [found.zona]: ({ local }) => local,
            utc: ({ en }) => en,
            falta: ({ en }) => ago(en),
          }),
        );
      }),
    );
}

/** @param {import('commander').Command} command */
function withRules(command) {
  return command
    .option('--nombre <nombre>', 'cómo se la llama')
    .option('--cron <expresion>', 'minuto, hora, día, mes y día de la semana')
    .option('--cada <duracion>', 'en lugar de cron: cada cuánto, como PT30S o P1D')
    .option('--zona <zona>', 'zona horaria de la expresión cron')
    .option('--solapamiento <regla>', 'omitir, encolar o cancelar-anterior')
    .option('--ventana <duracion>', 'hasta cuánto después se recupera una hora perdida')
    .option('--dispersion <duracion>', 'demora al azar antes de empezar')
    .option('--tiempo-limite <duracion>', 'lo que puede durar una ejecución')
    .option('--pausada', 'sin que el reloj inicie nada')
    .addOption(parametersOption());
}

/** @param {Record<string, any>} options */
function rulesOf({ ventana, parametro, ...rest }) {
  return { ...rest, ventanaRecuperacion: ventana, parametros: parametro };
}

/** @param {Programacion[]} all */
function describeAll(all) {
  return table(all, {
    nombre: ({ nombre }) => nombre,
    tipo: ({ tipo }) => tipo,
    cuando: ({ cron, cada, zona }) => (cron ? `${cron} ${zona}` : say(cada ? `cada ${cada}` : 'a mano')),
    solapamiento: ({ solapamiento }) => solapamiento,
    ventana: ({ ventanaRecuperacion }) => ventanaRecuperacion,
    limite: ({ tiempoLimite }) => tiempoLimite,
    pausada: ({ pausada }) => say(pausada ? 'sí' : 'no'),
    parametros: ({ parametros }) => (Object.keys(parametros).length > 0 ? parametros : ''),
    id: ({ id }) => id,
  });
}

/** @param {Programacion} programacion */
function describe({ ultima, ...programacion }) {
  return sheet({
    ...programacion,
    ultima: ultima && `${ultima.estado} ${ago(ultima.creadaEn)} (${ultima.id})`,
  });
}

/** @param {{ tipo: string, esquema: { properties?: Record<string, any> } }[]} tipos */
function describeTipos(tipos) {
  return table(tipos, {
    tipo: ({ tipo }) => tipo,
    parametros: ({ esquema }) =>
      Object.entries(esquema.properties ?? {})
        .map(
          ([name, { type, enum: values }]) =>
            `${name}: ${values ? values.filter(Boolean).join('|') : [type].flat()[0]}`,
        )
        .join(', '),
  });
}
