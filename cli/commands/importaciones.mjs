/** `trazo importaciones`: files of trazas and envíos. */
import { Argument, Option } from 'commander';
import { readFile } from 'node:fs/promises';
import { CliError, EXIT } from '../exit.mjs';
import { ago, estado, sheet, table } from '../output.mjs';
import { say } from '../words.mjs';

/** @typedef {import('../program.mjs').Action} Action */
/** @typedef {import('../../src/modules/importaciones/importacion.dto.js').Importacion} Importacion */

/**
 * @param {import('commander').Command} program
 * @param {Action} action
 */
export function addImportaciones(program, action) {
  const group = program
    .command('importaciones')
    .description('archivos CSV de trazas o de envíos')
    .addHelpText(
      'after',
      say(`
Ejemplos:
  $ trazo importaciones subir envios.csv --tipo envios
  $ trazo importaciones ls --estado en_curso
  $ trazo importaciones show 0195f7a0-0000-7000-8000-000000000001
  $ trazo importaciones errores 0195f7a0-0000-7000-8000-000000000001 > errores.csv`),
    );
  group
    .command('subir')
    .description('sube un archivo')
    .argument('<fichero>', 'el archivo; - para la entrada')
    .addOption(
      new Option('--tipo <tipo>', 'trazas o envios').choices(['trazas', 'envios']).makeOptionMandatory(),
    )
    .action(
      action(async (context, file, { tipo }) => {
        const csv = await read(file);
        context.show(await context.client.upload(`/v1/importaciones?tipo=${tipo}`, csv), describe);
      }),
    );
  group
    .command('ls')
    .description('lista las importaciones, las más nuevas primero')
    .option('--estado <estado>', 'en_cola, en_curso o completada')
    .option('--tipo <tipo>', 'trazas o envios')
    .option('-n, --limit <n>', 'cuántas', Number, 50)
    .action(
      action(async (context, { limit, ...filter }) => {
        const found = await context.client.list('/v1/importaciones', filter, limit);
        context.show(found, (rows) => table(/** @type {Importacion[]} */ (rows), COLUMNS));
      }),
    );
  group
    .command('show')
    .description('dice cómo va una importación')
    .addArgument(which())
    .action(action(async (context, id) => context.show(await context.client.get(pathOf(id)), describe)));
  for (const [name, description] of [
    ['errores', 'escribe las líneas rechazadas, como CSV'],
    ['resultados', 'escribe en qué se convirtió cada línea, como CSV'],
  ])
    group
      .command(/** @type {string} */ (name))
      .description(/** @type {string} */ (description))
      .addArgument(which())
      .action(
        action(async (context, id) => {
          process.stdout.write(await context.client.text(`${pathOf(id)}/${name}`));
        }),
      );
}

const which = () => new Argument('<id>', 'cuál');
const pathOf = (/** @type {string} */ id) => `/v1/importaciones/${encodeURIComponent(id)}`;

/** @param {string} file */
async function read(file) {
  try {
    return await readFile(file === '-' ? '/dev/stdin' : file);
  } catch (error) {
    throw new CliError(`No se pudo leer «${file}»: ${/** @type {Error} */ (error).message}`, EXIT.usage);
  }
}

/** @type {Record<string, (importacion: Importacion) => unknown>} */
const COLUMNS = {
  id: ({ id }) => id,
  tipo: ({ tipo }) => tipo,
  estado: ({ estado: each }) => estado(each),
  avance: ({ progreso }) => `${progreso.hecho}/${progreso.total}`,
  rechazadas: ({ rechazadas }) => rechazadas,
  creada: ({ creadaEn }) => ago(creadaEn),
};

/** @param {Importacion} importacion */
function describe(importacion) {
  return sheet({
    id: importacion.id,
    tipo: importacion.tipo,
    estado: estado(importacion.estado),
    avance: `${importacion.progreso.hecho}/${importacion.progreso.total}`,
    aceptadas: importacion.aceptadas,
    rechazadas: importacion.rechazadas,
    creada: ago(importacion.creadaEn),
    terminada: importacion.terminadaEn && ago(importacion.terminadaEn),
  });
}
