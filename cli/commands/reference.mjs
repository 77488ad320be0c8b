/** `trazo clientes`, `transportistas`, `centros`, `dispositivos`: who sends, who carries, where it passes, what reports. */
import { ago, sheet, table } from '../output.mjs';

/**
 * @typedef {import('../program.mjs').Action} Action
 * @typedef {Record<string, (row: any) => unknown>} Columns
 * @typedef {{ name: string, about: string, list: string, words: string, columns: Columns, changing?: Record<string, string> }} Kind
 */

/** @type {readonly Kind[]} */
const KINDS = [
  {
    name: 'clientes',
    about: 'quienes envían',
    list: 'lista los clientes, los más nuevos primero',
    words: 'palabras del nombre, el documento o el correo',
    columns: {
      id: ({ id }) => id,
      nombre: ({ nombre }) => nombre,
      documento: ({ documento }) => documento,
      email: ({ email }) => email,
    },
    changing: { nombre: 'cómo se llama', documento: 'su documento', email: 'su correo' },
  },
  {
    name: 'transportistas',
    about: 'quienes llevan los envíos',
    list: 'lista los transportistas, los más nuevos primero',
    words: 'palabras del nombre o el código',
    columns: { id: ({ id }) => id, codigo: ({ codigo }) => codigo, nombre: ({ nombre }) => nombre },
    changing: { nombre: 'cómo se llama' },
  },
  {
    name: 'centros',
    about: 'por dónde pasan los envíos',
    list: 'lista los centros, los más nuevos primero',
    words: 'palabras del nombre, el código, la ciudad o la región',
    columns: {
      id: ({ id }) => id,
      codigo: ({ codigo }) => codigo,
      nombre: ({ nombre }) => nombre,
      ciudad: ({ ciudad }) => ciudad,
      region: ({ region }) => region,
      pais: ({ pais }) => pais,
    },
    changing: { nombre: 'cómo se llama', ciudad: 'su ciudad', region: 'su región' },
  },
  {
    name: 'dispositivos',
    about: 'lo que informa trazas, y cómo anda su reloj',
    list: 'lista los dispositivos en el orden de sus ids',
    words: 'el comienzo del id',
    columns: {
      id: ({ id }) => id,
      trazas: ({ totalTrazas }) => totalTrazas,
      'última traza': ({ ultimaTrazaEn }) => ago(ultimaTrazaEn),
      reloj: ({ reloj }) => reloj,
      desfase: ({ desfaseReloj }) => desfaseReloj,
    },
  },
];

/**
 * @param {import('commander').Command} program
 * @param {Action} action
 */
export function addReference(program, action) {
  for (const kind of KINDS) addKind(program, action, kind);
}

/**
 * @param {import('commander').Command} program
 * @param {Action} action
 * @param {Kind} kind
 */
function addKind(program, action, { name, about, list, words, columns, changing }) {
  const group = program.command(name).description(about);
  const pathOf = (/** @type {string} */ id) => `/v1/${name}/${encodeURIComponent(id)}`;
  group
    .command('ls')
    .description(list)
    .option('-q, --q <palabras>', words)
    .option('-n, --limit <n>', 'cuántos', Number, 50)
    .action(
      action(async (context, { q, limit }) => {
        const found = await context.client.list(`/v1/${name}`, { q }, limit);
        context.show(found, (rows) => table(/** @type {any[]} */ (rows), columns));
      }),
    );
  group
    .command('show')
    .description('muestra uno')
    .argument('<id>', 'cuál')
    .action(action(async (context, id) => context.show(await context.client.get(pathOf(id)), sheet)));
  if (!changing) return;
  const change = group
    .command('cambiar')
    .description('cambia uno; lo que no se indica queda igual')
    .argument('<id>', 'cuál');
  for (const [field, what] of Object.entries(changing)) change.option(`--${field} <${field}>`, what);
  change.action(
    action(async (context, id, fields) =>
      context.show(await context.client.patch(pathOf(id), fields), sheet),
    ),
  );
}
