/** `trazo envio`, `trazo rechazos`: shipments, and the trazas that none of them took. */
import { queryOf } from '../client.mjs';
import { EXIT } from '../exit.mjs';
import { ago, estado, note, sheet, table } from '../output.mjs';
import { say } from '../words.mjs';

/** @typedef {import('../program.mjs').Action} Action */

const BATCH = 1_000;

/**
 * @param {import('commander').Command} program
 * @param {Action} action
 */
export function addEnvio(program, action) {
  program
    .command('envio')
    .description('muestra un envío y su historial')
    .argument('<codigo>', 'código de seguimiento')
    .addHelpText('after', say('\nEjemplo:\n  $ trazo envio TZ000000005PE'))
    .action(
      action(async (context, codigo) => {
        const path = `/v1/envios/${encodeURIComponent(codigo.toUpperCase())}`;
        context.show(await context.client.get(path), describeEnvio);
      }),
    );
}

/** @param {any} envio */
function describeEnvio({ historial, cliente, transportista, destinatario, origen, destino, ...envio }) {
  const place = (/** @type {any} */ { direccion, ciudad, pais }) => `${direccion}, ${ciudad} (${pais})`;
  const facts = sheet({
    codigo: envio.codigo,
    estado: estado(envio.estado) + (envio.motivo ? ` (${envio.motivo})` : ''),
    referencia: envio.referencia,
    cliente: cliente.nombre,
    transportista: transportista.nombre,
    destinatario: destinatario.nombre,
    origen: place(origen),
    destino: place(destino),
    creado: envio.creadoEn,
    estimado: envio.fechaEstimada,
    ultima: envio.ultimaTrazaEn && `${envio.ultimaTrazaEn} (${ago(envio.ultimaTrazaEn)})`,
    fuente: envio.fuente,
  });
  const marks = (/** @type {any} */ traza) =>
    [traza.anulada && 'anulada', traza.anomalia && `anómala: ${traza.anomalia}`].filter(Boolean).join(', ');
  const history = table(/** @type {any[]} */ (historial), {
    ocurrido: ({ ocurridoEn }) => ocurridoEn,
    tipo: ({ tipo }) => estado(tipo),
    motivo: ({ motivo }) => motivo,
    lugar: ({ lugar }) => lugar,
    '': marks,
  });
  return `${facts}\n\n${history}`;
}

/**
 * @param {import('commander').Command} program
 * @param {Action} action
 */
export function addRechazos(program, action) {
  const group = program
    .command('rechazos')
    .description('trazas aceptadas que no se pudieron guardar')
    .addHelpText(
      'after',
      say(`
Ejemplos:
  $ trazo rechazos ls --razon envio-desconocido
  $ trazo rechazos reprocesar 0195f7a0-0000-7000-8000-000000000001
  $ trazo rechazos reprocesar --razon envio-desconocido --desde 2026-11-01T00:00:00Z`),
    );
  withFilter(group.command('ls'))
    .description('lista los rechazos, los más nuevos primero')
    .option('--estado <estado>', 'abierto, reprocesado o descartado', 'abierto')
    .option('-n, --limit <n>', 'cuántos', Number, 50)
    .action(
      action(async (context, { limit, ...filter }) => {
        const found = await context.client.list('/v1/rechazos', filter, limit);
        context.show(found, (rows) =>
          table(/** @type {any[]} */ (rows), {
            id: ({ id }) => id,
            estado: (row) => estado(row.estado),
            razon: ({ razon }) => razon,
            codigo: ({ codigo }) => codigo,
            tipo: ({ cuerpo }) => cuerpo.tipo,
            rechazada: ({ rechazadaEn }) => ago(rechazadaEn),
            intentos: ({ intentos }) => intentos,
          }),
        );
      }),
    );
  group
    .command('show')
    .description('muestra un rechazo, con la traza tal como llegó')
    .argument('<id>', 'cuál')
    .action(
      action(async (context, id) => context.show(await context.client.get(pathOf(id)), describeRechazo)),
    );
  group
    .command('descartar')
    .description('descarta un rechazo, con su motivo; no se borra')
    .argument('<id>', 'cuál')
    .requiredOption('--motivo <motivo>', 'por qué')
    .action(
      action(async (context, id, { motivo }) => {
        const path = pathOf(id) + queryOf({ motivo });
        context.show(await context.client.delete(path), describeRechazo);
      }),
    );
  withFilter(group.command('reprocesar'))
    .description('intenta guardarlos de nuevo: estos, o los abiertos que el filtro indica')
    .argument('[ids...]', 'cuáles')
    .action(
      action(async (context, ids, filter) => {
        const done = ids.length > 0 ? await retryEach(context, ids) : await retryAll(context, filter);
        context.show(done, sheet);
        return done.rechazadas > 0 ? EXIT.failed : EXIT.ok;
      }),
    );
}

const pathOf = (/** @type {string} */ id) => `/v1/rechazos/${encodeURIComponent(id)}`;

/** @param {any} rechazo */
function describeRechazo({ cuerpo, ...rechazo }) {
  return `${sheet({ ...rechazo, estado: estado(rechazo.estado) })}\n\n${JSON.stringify(cuerpo, null, 2)}`;
}

/** @param {import('commander').Command} command */
function withFilter(command) {
  return command
    .option('--razon <razon>', 'solo los de esta razón')
    .option('--codigo <codigo>', 'solo los de este envío')
    .option('--desde <fecha>', 'rechazados desde esta fecha y hora (RFC 3339)')
    .option('--hasta <fecha>', 'rechazados antes de esta fecha y hora');
}

/**
 * @param {import('../context.mjs').Context} context
 * @param {string[]} ids
 */
async function retryEach({ client }, ids) {
  const done = { intentados: 0, aplicadas: 0, duplicadas: 0, rechazadas: 0 };
  for (const id of ids) {
    const { resueltoMotivo } = await client.post(`/v1/rechazos/${encodeURIComponent(id)}/reproceso`);
    done.intentados += 1;
    if (resueltoMotivo === 'aplicada') done.aplicadas += 1;
    else if (resueltoMotivo === 'duplicada') done.duplicadas += 1;
    else done.rechazadas += 1;
  }
  return done;
}

/**
 * A thousand at a time, those first that were not tried for longest; done when none is left that was not tried now.
 *
 * @param {import('../context.mjs').Context} context
 * @param {Record<string, string>} filter
 */
async function retryAll({ client, json }, filter) {
  const done = { intentados: 0, aplicadas: 0, duplicadas: 0, rechazadas: 0 };
  for (;;) {
    const batch = await client.post('/v1/rechazos/reproceso', filter);
    for (const name of /** @type {const} */ (['intentados', 'aplicadas', 'duplicadas', 'rechazadas']))
      done[name] += batch[name];
    if (batch.intentados < BATCH || batch.rechazadas === batch.intentados) return done;
    if (!json) note(`${done.intentados} intentados…`);
  }
}
