/** `trazo usuarios`, `claves`, `sesiones`, `auditoria`, `acceso`: who may come in, and who did what. */
import { ago, note, sheet, table } from '../output.mjs';
import { say } from '../words.mjs';

/** @typedef {import('../program.mjs').Action} Action */

const pathOf = (/** @type {string} */ kind, /** @type {string} */ id) =>
  `/v1/${kind}/${encodeURIComponent(id)}`;

/**
 * @param {import('commander').Command} program
 * @param {Action} action
 */
export function addAcceso(program, action) {
  addUsuarios(program, action);
  addClaves(program, action);
  addSesiones(program, action);
  addAuditoria(program, action);
  program
    .command('acceso')
    .description('lo que firma los tokens de acceso')
    .command('rotar')
    .description('cambia la llave que firma; lo que firmó la de antes vale hasta que vence')
    .action(action(async (context) => context.show(await context.client.post('/v1/acceso/llaves'), sheet)));
}

/**
 * @param {import('commander').Command} program
 * @param {Action} action
 */
function addUsuarios(program, action) {
  const group = program
    .command('usuarios')
    .description('quienes entran, y qué pueden hacer')
    .addHelpText(
      'after',
      say(`
Ejemplos:
  $ trazo usuarios ls -q ana
  $ trazo usuarios roles 0195f7a0-0000-7000-8000-000000000001 operador,auditor`),
    );
  group
    .command('ls')
    .description('lista las personas, las más nuevas primero')
    .option('-q <palabras>', 'parte del nombre o del correo')
    .option('--rol <rol>', 'solo las que lo tienen')
    .option('-n, --limit <n>', 'cuántos', Number, 50)
    .action(
      action(async (context, { q, rol, limit }) =>
        context.show(await context.client.list('/v1/usuarios', { q, rol }, limit), describeUsuarios),
      ),
    );
  group
    .command('show')
    .description('muestra una persona')
    .argument('<id>', 'cuál')
    .action(
      action(async (context, id) => context.show(await context.client.get(pathOf('usuarios', id)), sheet)),
    );
  group
    .command('roles')
    .description('dice qué puede ser una persona')
    .argument('<id>', 'cuál')
    .argument('<roles>', 'separados por comas')
    .action(
      action(async (context, id, roles) => {
        const changed = await context.client.patch(pathOf('usuarios', id), { roles: roles.split(',') });
        context.show([changed], describeUsuarios);
      }),
    );
  const block = (/** @type {'post' | 'delete'} */ verb) =>
    action(async (context, id) =>
      context.show([await context.client[verb](`${pathOf('usuarios', id)}/bloqueo`)], describeUsuarios),
    );
  group
    .command('bloquear')
    .description('bloquea a una persona: sus sesiones terminan')
    .argument('<id>', 'cuál')
    .action(block('post'));
  group
    .command('desbloquear')
    .description('deja entrar de nuevo a una persona')
    .argument('<id>', 'cuál')
    .action(block('delete'));
}

/**
 * @param {import('commander').Command} program
 * @param {Action} action
 */
function addClaves(program, action) {
  const group = program.command('claves').description('claves de máquinas');
  group
    .command('ls')
    .description('lista las claves, las más nuevas primero')
    .option('--rol <rol>', 'solo las que lo tienen')
    .option('-n, --limit <n>', 'cuántos', Number, 50)
    .action(
      action(async (context, { rol, limit }) =>
        context.show(await context.client.list('/v1/claves', { rol }, limit), describeClaves),
      ),
    );
  group
    .command('crear')
    .description('crea una clave y la muestra esta vez')
    .argument('<nombre>', 'para qué es')
    .requiredOption('--rol <rol>', 'qué puede hacer')
    .option('--transportista <id>', 'por quién actúa')
    .option('--cliente <id>', 'por quién actúa')
    .option('--dispositivo <id>', 'el único que la usa')
    .option('--expira <fecha>', 'hasta cuándo abre (RFC 3339); sin ella, siempre')
    .action(
      action(async (context, nombre, { rol, transportista, cliente, dispositivo, expira }) => {
        const ids = { transportistaId: transportista, clienteId: cliente, dispositivoId: dispositivo };
        const made = await context.client.post('/v1/claves', { nombre, rol, ...ids, expiraEn: expira });
        context.show(made, ({ clave }) => clave);
      }),
    );
  group
    .command('rotar')
    .description('da otro secreto a una clave y la muestra; el de antes abre 24 horas más')
    .argument('<id>', 'cuál')
    .action(
      action(async (context, id) =>
        context.show(await context.client.post(`${pathOf('claves', id)}/rotacion`, {}), ({ clave }) => clave),
      ),
    );
  group
    .command('revocar')
    .description('hace que claves no abran nada más')
    .argument('<ids...>', 'cuáles')
    .action(ending(action, 'claves'));
}

/**
 * @param {import('commander').Command} program
 * @param {Action} action
 */
function addSesiones(program, action) {
  const group = program.command('sesiones').description('quiénes están dentro');
  group
    .command('ls')
    .description('lista las sesiones abiertas de una persona')
    .argument('<usuario>', 'de quién')
    .option('-n, --limit <n>', 'cuántos', Number, 50)
    .action(
      action(async (context, usuarioId, { limit }) =>
        context.show(await context.client.list('/v1/sesiones', { usuarioId }, limit), (rows) =>
          table(/** @type {any[]} */ (rows), {
            id: ({ id }) => id,
            desde: ({ creadaEn }) => ago(creadaEn),
            usada: ({ usadaEn }) => ago(usadaEn),
            ip: ({ ip }) => ip,
            programa: ({ agente }) => agente,
          }),
        ),
      ),
    );
  group
    .command('terminar')
    .description('termina sesiones')
    .argument('<ids...>', 'cuáles')
    .action(ending(action, 'sesiones'));
}

/**
 * @param {import('commander').Command} program
 * @param {Action} action
 */
function addAuditoria(program, action) {
  program
    .command('auditoria')
    .description('quién hizo qué, lo más nuevo primero')
    .option('--actor <id>', 'quién')
    .option('--accion <accion>', 'qué hizo')
    .option('--objeto <objeto>', 'sobre qué: tipo:id, o solo el tipo')
    .option('--desde <fecha>', 'desde cuándo (RFC 3339)')
    .option('--hasta <fecha>', 'hasta cuándo, sin incluirlo')
    .option('-n, --limit <n>', 'cuántos', Number, 50)
    .action(
      action(async (context, { limit, ...query }) =>
        context.show(await context.client.list('/v1/auditoria', query, limit), (rows) =>
          table(/** @type {any[]} */ (rows), {
            en: ({ en }) => en,
            quién: ({ actor }) => actor.nombre ?? `${actor.tipo}:${actor.id}`,
            acción: ({ accion }) => accion,
            objeto: ({ objeto }) => `${objeto.tipo}:${objeto.id}`,
            ip: ({ ip }) => ip,
          }),
        ),
      ),
    );
}

/**
 * @param {Action} action
 * @param {'claves' | 'sesiones'} kind
 */
function ending(action, kind) {
  return action(async (context, ids) => {
    for (const id of ids) {
      await context.client.delete(pathOf(kind, id));
      note(id);
    }
  });
}

/** @param {any[]} usuarios */
function describeUsuarios(usuarios) {
  return table(usuarios, {
    id: ({ id }) => id,
    nombre: ({ nombre }) => nombre,
    email: ({ email }) => email,
    roles: ({ roles }) => roles.join(', '),
    bloqueado: ({ bloqueado }) => say(bloqueado ? 'sí' : 'no'),
    creado: ({ creadoEn }) => ago(creadoEn),
  });
}

/** @param {any[]} claves */
function describeClaves(claves) {
  return table(claves, {
    id: ({ id }) => id,
    nombre: ({ nombre }) => nombre,
    rol: ({ rol }) => rol,
    secretos: ({ secretos }) => secretos,
    usada: ({ usadaEn }) => ago(usadaEn),
    expira: ({ expiraEn }) => expiraEn ?? say('nunca'),
    revocada: ({ revocadaEn }) => revocadaEn,
  });
}
