/** `trazo jobs`: jobs and their runs. */
import { follow, lineOf } from '../follow.mjs';
import { ago, duration, estado, note, sheet, table } from '../output.mjs';
import { parametersOption } from './options.mjs';
import { say } from '../words.mjs';

/**
 * @typedef {import('../../src/modules/programaciones/ejecucion.dto.js').Ejecucion} Ejecucion
 * @typedef {import('../context.mjs').Programacion} Programacion
 * @typedef {import('../program.mjs').Action} Action
 */

const LINES = 200;

/**
 * @param {import('commander').Command} program
 * @param {Action} action
 */
export function addJobs(program, action) {
  const jobs = program
    .command('jobs')
    .description('trabajos: qué corre, cuándo y cómo le fue')
    .addHelpText(
      'after',
      say(`
Ejemplos:
  $ trazo jobs ls
  $ trazo jobs run limpieza --simulacro -f        qué borraría, sin borrar nada
  $ trazo jobs run limpieza -p ejecucionesDias=7
  $ trazo jobs logs -f limpieza                   lo último que corrió, en vivo
  $ trazo jobs runs --estado fallida --json | jq -r '.[].id'

Una programación se indica por su nombre, su tipo, su id o el final de su id; una ejecución, por su id o por la
programación cuya última ejecución es.`),
    );
  jobs
    .command('ls')
    .description('lista las programaciones y cómo va cada una')
    .action(action(async (context) => context.show(await context.programaciones(), describeJobs)));
  jobs
    .command('runs')
    .description('lista las ejecuciones, las más nuevas primero')
    .argument('[programacion]', 'solo las de esta')
    .option('--estado <estado>', 'en_cola, en_curso, completada, fallida o cancelada')
    .option('--tipo <tipo>', 'tipo de trabajo')
    .option('--desde <fecha>', 'creadas desde esta fecha y hora (RFC 3339)')
    .option('--hasta <fecha>', 'creadas antes de esta fecha y hora')
    .option('-n, --limit <n>', 'cuántas', Number, 20)
    .action(
      action(async (context, named, { limit, ...filter }) => {
        const programacionId = named && (await context.programacion(named)).id;
        const runs = await context.client.list('/v1/ejecuciones', { ...filter, programacionId }, limit);
        context.show(runs, describeRuns);
      }),
    );
  jobs
    .command('run')
    .description('ejecuta un trabajo ahora, aunque esté en pausa')
    .argument('<programacion>', 'qué ejecutar')
    .option('--simulacro', 'solo decir qué haría, sin tocar nada')
    .addOption(parametersOption())
    .option('-f, --follow', 'seguirlo hasta que termine')
    .action(
      action(async (context, named, { simulacro, parametro, follow: stay }) => {
        const { id } = await context.programacion(named);
        const input = { simulacro: Boolean(simulacro), parametros: parametro };
        const run = await context.client.post(`/v1/programaciones/${id}/ejecucion`, input);
        if (stay) return follow(context, run.id);
        context.show(run, () => `${run.id}  ${estado(run.estado)}`);
        if (!context.json) note(`Para verla: trazo jobs logs -f ${run.id}`);
      }),
    );
  jobs
    .command('show')
    .description('muestra una ejecución')
    .argument('<ejecucion>', 'cuál')
    .action(
      action(async (context, named) => {
        const id = await context.ejecucion(named);
        context.show(await context.client.get(`/v1/ejecuciones/${id}`), describeRun);
      }),
    );
  jobs
    .command('logs')
    .description('muestra el registro de una ejecución')
    .argument('<ejecucion>', 'cuál')
    .option('-f, --follow', 'seguirla hasta que termine, con su avance')
    .action(
      action(async (context, named, { follow: stay }) => {
        const id = await context.ejecucion(named);
        if (stay) return follow(context, id);
        const lines = await allLines(context, id);
        context.show(lines, () => lines.map(lineOf).join('\n') || say('Sin registro.'));
      }),
    );
  addSwitches(jobs, action);
}

/**
 * @param {import('commander').Command} jobs
 * @param {Action} action
 */
function addSwitches(jobs, action) {
  jobs
    .command('pause')
    .description('pausa una programación: el reloj ya no inicia nada')
    .argument('<programacion>', 'cuál')
    .action(
      action(async (context, named) => {
        const { id } = await context.programacion(named);
        context.show(await context.client.post(`/v1/programaciones/${id}/pausa`), (p) =>
          say(`${nameOf(p)}: en pausa`),
        );
      }),
    );
  jobs
    .command('resume')
    .description('reanuda una programación desde ahora')
    .argument('<programacion>', 'cuál')
    .action(
      action(async (context, named) => {
        const { id } = await context.programacion(named);
        const resumed = await context.client.delete(`/v1/programaciones/${id}/pausa`);
        context.show(resumed, (p) => say(`${nameOf(p)}: corre ${ago(p.proximaEn)}`));
      }),
    );
  jobs
    .command('cancel')
    .description('pide que una ejecución se detenga en su siguiente punto seguro')
    .argument('<ejecucion>', 'cuál')
    .action(
      action(async (context, named) => {
        const id = await context.ejecucion(named);
        const run = await context.client.post(`/v1/ejecuciones/${id}/cancelacion`);
        context.show(run, () => say(`${id}: ${run.estado === 'cancelada' ? 'cancelada' : 'se detendrá'}`));
      }),
    );
  jobs
    .command('retry')
    .description('repite desde el principio una ejecución fallida o cancelada')
    .argument('<ejecucion>', 'cuál')
    .option('-f, --follow', 'seguirla hasta que termine')
    .action(
      action(async (context, named, { follow: stay }) => {
        const id = await context.ejecucion(named);
        const run = await context.client.post(`/v1/ejecuciones/${id}/reintento`);
        if (stay) return follow(context, run.id);
        context.show(run, () => `${run.id}  ${estado(run.estado)}`);
      }),
    );
}

/** @param {Programacion} programacion */
function nameOf({ nombre, tipo }) {
  return nombre ?? tipo;
}

/** @param {Programacion[]} all */
function describeJobs(all) {
  return table(all, {
    nombre: nameOf,
    tipo: ({ tipo }) => tipo,
    cuando: ({ cron, cada, zona }) => (cron ? `${cron} ${zona}` : say(cada ? `cada ${cada}` : 'a mano')),
    proxima: ({ pausada, proximaEn }) => (pausada ? say('en pausa') : ago(proximaEn)),
    ultima: ({ ultima, sinTrabajoEn }) =>
      ultima && !(sinTrabajoEn && sinTrabajoEn > ultima.creadaEn)
        ? `${estado(ultima.estado)} ${ago(ultima.terminadaEn ?? ultima.creadaEn)}`
        : sinTrabajoEn && say(`sin trabajo ${ago(sinTrabajoEn)}`),
    omitidas: ({ omitidas }) => omitidas || '',
    id: ({ id }) => id,
  });
}

/** @param {Ejecucion[]} runs */
export function describeRuns(runs) {
  return table(runs, {
    id: ({ id }) => id,
    tipo: ({ tipo, simulacro }) => (simulacro ? say(`${tipo} (simulacro)`) : tipo),
    estado: (run) => estado(run.estado),
    origen: ({ origen }) => origen,
    creada: ({ creadaEn }) => ago(creadaEn),
    duracion: (run) => duration(secondsOf(run)),
    avance: ({ progreso }) =>
      progreso && `${progreso.hecho}/${progreso.total ?? '?'} ${progreso.unidad ?? ''}`,
    problema: ({ problema }) => problema?.title,
  });
}

/** @param {Ejecucion} run */
function describeRun(run) {
  const { problema, progreso, resultado, ...rest } = run;
  return sheet({
    ...rest,
    estado: estado(run.estado),
    duracion: run.iniciadaEn && duration(secondsOf(run)),
    progreso: progreso && `${progreso.hecho}/${progreso.total ?? '?'} ${progreso.unidad ?? ''}`,
    problema: problema && `${problema.title}. ${problema.detail}`,
    resultado,
  });
}

/** @param {Ejecucion} run */
function secondsOf({ iniciadaEn, terminadaEn }) {
  if (!iniciadaEn) return null;
  return ((terminadaEn ? Date.parse(terminadaEn) : Date.now()) - Date.parse(iniciadaEn)) / 1_000;
}

/**
 * @param {import('../context.mjs').Context} context
 * @param {string} id
 * @returns {Promise<{ numero: number, en: string, texto: string }[]>}
 */
async function allLines({ client }, id) {
  /** @type {{ numero: number, en: string, texto: string }[]} */
  const lines = [];
  for (let page; !page || page.length === LINES; lines.push(...page))
    page = (
      await client.get(`/v1/ejecuciones/${id}/registro?limit=${LINES}&despuesDe=${lines.at(-1)?.numero ?? 0}`)
    ).datos;
  return lines;
}
