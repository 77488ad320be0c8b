import { CommandBus } from '@nestjs/cqrs';
import { randomUUID } from 'node:crypto';
import { ArchiveMonthCommand } from '../../src/commands/archivo/archive-month.command.js';
import { WorkTramitesCommand } from '../../src/commands/acceso/work-tramites.command.js';
import { UNATTENDED } from '../../src/modules/archivo/run/archive-run.js';
import type { Importacion } from '../../src/modules/importaciones/importacion.dto.js';
import type { Baja, TramiteDatos } from '../../src/modules/acceso/personas/tramite.dto.js';
import { monthOfText } from '../../src/platform/database/month.js';
import { Jobs } from '../support/jobs.js';
import { mailsTo } from '../support/mailbox.js';
import { People, type Person } from '../support/people.js';
import { poll } from '../support/poll.js';
import { keysWith } from '../support/redis-keys.js';
import { type Stack, startStack } from '../support/stack.js';
import { filesWith, tablesWith } from '../support/traces.js';

const MES = monthOfText('2020-03');
const AGENT = { 'user-agent': 'zyxagente/1' };

let stack: Stack;
let people: People;
let jobs: Jobs;
beforeAll(async () => {
  stack = await startStack({ env: { TRAZO_ARCHIVO_GRACIA_DIAS: '0' } });
  people = new People(stack);
  jobs = new Jobs(stack.http);
});
afterAll(() => stack.close());

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** Logs in with a program of a name that is found again. */
async function enter(person: Person): Promise<string> {
  const { email, clave } = person;
  const { body } = await stack.http.post<{ acceso: string }>('/v1/sesiones', { email, clave }, AGENT);
  return body.acceso;
}

/** Has a worker look at what people have asked for, once it may. */
async function work(): Promise<void> {
  await stack.pool.query(`UPDATE tramites SET intentar_en = now() WHERE estado <> 'completo'`);
  await jobs.start(await jobs.seeded('tramites'));
}

const bajaOf = async (token: string) => (await stack.http.get<Baja>(`/v1/bajas/${token}`)).body;

/** Erases to the end: what was left meanwhile is looked for once more. */
async function erased(token: string): Promise<Baja> {
  await poll('the first pass', async () => (await bajaOf(token)).estado === 'comprobando');
  await work();
  return poll('the baja to be done', async () => {
    const baja = await bajaOf(token);
    return baja.estado === 'completa' && baja;
  });
}

interface Fields {
  [name: string]: Fields | string | number | null | undefined;
}

/** An object as a line of a file: names with points, what is null left out. */
function flat(value: Fields, prefix = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, part]): [string, string][] => {
      if (part === null || part === undefined) return [];
      return typeof part === 'object'
        ? Object.entries(flat(part, `${prefix}${name}.`))
        : [[`${prefix}${name}`, String(part)]];
    }),
  );
}

/** Somebody with a word of his own in everything that may be held of him. */
async function planted() {
  const ana = await people.registered({
    ...{ email: 'zyx1@correo.pe', nombre: 'Zyx2 Dos', telefono: '+51987654321' },
    ...{ fechaNacimiento: '1990-04-12', foto: 'ab'.repeat(32) },
  });
  const token = await enter(ana);
  const own = { ...bearer(token), ...AGENT };
  await stack.http.put('/v1/usuarios/yo/preferencias', { valores: { tema: 'zyx3' } }, own);
  await stack.http.post('/v1/claves', { nombre: 'zyx4', rol: 'cliente', clienteId: ana.clienteId }, own);
  await stack.pool.query(`INSERT INTO identidades VALUES ('https://emisor.prueba', 'zyx5', $1)`, [ana.id]);
  const place = { direccion: 'Jr. zyx6', ciudad: 'Lima', region: 'LIM', pais: 'PE', codigoPostal: 'zyx7' };
  const envio = async (fields: object) => {
    const whole = await stack.given.envioBody({
      clienteId: ana.clienteId,
      referencia: 'zyx8',
      destinatario: { nombre: 'Zyx9 Nueve', telefono: '+51987654321', email: 'zyx0@correo.pe' },
      ...{ origen: place, destino: place, ...fields },
    });
    const headers = { ...own, 'idempotency-key': `"${randomUUID()}"` };
    return (await stack.http.post<{ codigo: string }>('/v1/envios', whole, headers)).body.codigo;
  };
  const [old, hot] = [await envio({ creadoEn: '2020-03-10T15:00:00.000Z' }), await envio({})];
  const noted = { lugar: 'casa zyx10', lat: -12.5, lon: -77.5, datos: { firma: 'zyx11' } };
  await stack.given.applied([
    stack.given.traza(old, { ...noted, tipo: 'entregado', ocurridoEn: '2020-03-12T10:00:00.000Z' }),
    stack.given.traza(hot, { ...noted, tipo: 'recogido' }),
  ]);
  await stack.get(CommandBus).execute(new ArchiveMonthCommand(MES));
  const cuerpo = JSON.stringify(stack.given.traza(hot, noted));
  await stack.pool.query(
    `INSERT INTO rechazos (id, tanda_id, indice, recibida_en, id_evento, codigo, razon, detalle, cuerpo)
     VALUES (gen_random_uuid(), gen_random_uuid(), 0, now(), gen_random_uuid(), $1, 'no-almacenable', 'zyx', $2)`,
    [hot, cuerpo],
  );
  await stack.pool.query(
    `INSERT INTO trazas_en_espera (tanda_id, indice, vence_en, codigo, cuerpo)
     VALUES (gen_random_uuid(), 0, now() + interval '1 day', $1, $2)`,
    [old, JSON.stringify(stack.given.traza(old, noted))],
  );
  // A line that is refused, and so kept for the report.
  const whole = await stack.given.envioBody({ clienteId: ana.clienteId, referencia: 'zyx12' });
  const line = flat(whole as Fields);
  line['bultos'] = 'muchos';
  const csv = `${Object.keys(line).join(',')}\n${Object.values(line).join(',')}\n`;
  const type = { ...own, 'content-type': 'text/csv' };
  const { body } = await stack.http.post<Importacion>('/v1/importaciones?tipo=envios', csv, type);
  await poll('the file to be worked off', async () => {
    const { body: now } = await stack.http.get<Importacion>(`/v1/importaciones/${body.id}`, own);
    return now.estado === 'completada';
  });
  return { ana, own, hot };
}

test('somebody gets everything that is held of him, and then nothing is left of it anywhere', async () => {
  const { ana, own, hot } = await planted();
  expect(await mailsTo(stack, ana.email)).toHaveLength(1);

  const asked = await stack.http.get<TramiteDatos>('/v1/usuarios/yo/datos', own);
  expect([asked.status, asked.headers.get('location')]).toEqual([
    202,
    `/v1/usuarios/yo/datos/${asked.body.id}`,
  ]);
  const again = await stack.http.get<TramiteDatos>('/v1/usuarios/yo/datos', own);
  expect(again.body.id).toBe(asked.body.id);
  const path = `/v1/usuarios/yo/datos/${asked.body.id}`;
  const ready = await poll('the file', async () => {
    const { body } = await stack.http.get<TramiteDatos>(path, own);
    return body.estado === 'listo' && body;
  });
  expect(Date.parse(String(ready.venceEn)) - Date.parse(String(ready.listoEn))).toBe(7 * 86_400_000);
  const file = await stack.http.get<{ datos: { de: string }[] }>(String(ready.url), own);
  const text = JSON.stringify(file.body).toLowerCase();
  for (let word = 1; word <= 12; word += 1) expect(text).toContain(`zyx${word}`);
  expect(text).toContain('1990-04-12');
  expect(text).not.toMatch(/argon2|totpsecreto/);
  expect(new Set(file.body.datos.map(({ de }) => de))).toEqual(
    new Set([
      ...[
        'perfil',
        'sesiones',
        'identidades',
        'claves',
        'auditoria',
        'tramites',
        'cliente',
        'envios',
        'trazas',
      ],
      ...['rechazos', 'esperas', 'importaciones', 'respuestas', 'correos', 'archivo'],
    ]),
  );
  const other = bearer((await people.session(await people.registered())).acceso);
  expect((await stack.http.get(path, other)).status).toBe(404);
  expect((await stack.http.get(`${path}/archivo`, other)).status).toBe(404);

  const before = await tablesWith(stack.pool, 'zyx');
  expect(before).toEqual(
    expect.arrayContaining([
      ...['claves', 'claves_idempotencia', 'clientes', 'identidades', 'importacion_lotes', 'rechazos'],
      ...['sesiones', 'trazas_en_espera', 'usuarios'],
    ]),
  );
  expect(await filesWith(stack.config.TRAZO_ARCHIVO_DIR, 'zyx')).not.toEqual([]);

  const left = await stack.http.delete<Baja>('/v1/usuarios/yo', own);
  expect([left.status, left.body.estado]).toEqual([202, 'pendiente']);
  const token = String(left.body.token);
  expect(left.headers.get('location')).toBe(`/v1/bajas/${token}`);
  expect(left.body.conservado.map(({ que }) => que).join()).toMatch(/envíos.*registro/s);
  expect((await stack.http.get('/v1/usuarios/yo', own)).status).toBe(401);
  await expect(people.session(ana)).rejects.toThrow('401');
  const done = await erased(token);
  expect([done.token, typeof done.terminadaEn]).toEqual([undefined, 'string']);

  expect(await tablesWith(stack.pool, 'zyx')).toEqual([]);
  expect(await tablesWith(stack.pool, '1990-04-12')).toEqual([]);
  expect(await filesWith(stack.config.TRAZO_ARCHIVO_DIR, 'zyx')).toEqual([]);
  expect(await keysWith(stack.config.REDIS_URL, stack.config.REDIS_PREFIX, 'zyx')).toEqual([]);
  expect(JSON.stringify(await stack.given.detalle(hot))).not.toMatch(/zyx/i);
  // What is kept of him names nobody.
  const { rows } = await stack.pool.query('SELECT nombre, email, roles FROM usuarios WHERE id = $1', [
    ana.id,
  ]);
  expect(rows).toEqual([{ nombre: 'Datos eliminados', email: null, roles: [] }]);
  expect((await people.registered({ email: ana.email, nombre: 'Otra' })).id).not.toBe(ana.id);
});

test('the last administrator does not leave', async () => {
  await stack.pool.query(`UPDATE usuarios SET roles = '{}' WHERE roles @> '{administrador}'`);
  const boss = await people.registered({ roles: ['administrador'] });
  const own = bearer((await people.session(boss)).acceso);
  const refused = await stack.http.delete<{ type: string }>('/v1/usuarios/yo', own);
  expect([refused.status, refused.body.type]).toEqual([409, '/problemas/ultimo-administrador']);
  expect((await stack.http.get('/v1/usuarios/yo', own)).status).toBe(200);
  await people.registered({ roles: ['administrador'] });
  expect((await stack.http.delete('/v1/usuarios/yo', own)).status).toBe(202);
});

test('a cliente that others act for as well stays theirs', async () => {
  const ana = await people.registered({ nombre: 'Zyx15 Uno' });
  const other = await people.registered();
  await stack.pool.query('UPDATE usuarios SET cliente_id = $2 WHERE id = $1', [other.id, ana.clienteId]);
  const own = bearer((await people.session(ana)).acceso);
  const { body } = await stack.http.delete<Baja>('/v1/usuarios/yo', own);
  await erased(String(body.token));
  expect(await tablesWith(stack.pool, 'zyx15')).toEqual(expect.arrayContaining(['clientes']));
  expect(await tablesWith(stack.pool, 'zyx15')).not.toContain('usuarios');
});

test('what comes in its way puts it off, and tells nothing of whom it is about', async () => {
  const ana = await people.registered({ nombre: 'Zyx14 Uno' });
  const own = bearer((await people.session(ana)).acceso);
  await stack.pool.query(`
    CREATE FUNCTION de_prueba() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'no se borra a %', OLD.usuario_id; END $$;
    CREATE TRIGGER de_prueba BEFORE DELETE ON sesiones FOR EACH ROW EXECUTE FUNCTION de_prueba()`);
  const { body } = await stack.http.delete<Baja>('/v1/usuarios/yo', own);
  const token = String(body.token);
  await poll('the first pass', async () => (await bajaOf(token)).estado === 'comprobando');
  await work();
  await poll('it to be put off', async () => {
    const { rows } = await stack.pool.query('SELECT intentos, problema FROM tramites WHERE id = $1', [
      body.id,
    ]);
    return JSON.stringify(rows) === '[{"intentos":1,"problema":"DatabaseError"}]';
  });
  await stack.pool.query('DROP FUNCTION de_prueba() CASCADE');
  await work();
  await poll('the baja to be done', async () => (await bajaOf(token)).estado === 'completa');
  expect(await tablesWith(stack.pool, 'zyx14')).toEqual([]);
});

test('broken off at any of its safe points it is taken up again, and ends the same', async () => {
  await stack.stopWorker();
  const ana = await people.registered({ nombre: 'Zyx16 Uno', email: 'zyx17@correo.pe' });
  const own = bearer((await people.session(ana)).acceso);
  const envio = await stack.given.envioBody({ clienteId: ana.clienteId, referencia: 'zyx18' });
  await stack.http.post('/v1/envios', envio, own);
  await stack.http.get('/v1/usuarios/yo/datos', own);
  const { body } = await stack.http.delete<Baja>('/v1/usuarios/yo', own);
  let broken = 0;
  for (let safe = 1; (await bajaOf(String(body.token))).estado !== 'completa'; safe += 1) {
    await stack.pool.query('UPDATE tramites SET intentar_en = now()');
    const kill = new AbortController();
    let left = safe;
    const checkpoint = async () => {
      if ((left -= 1) > 0) return;
      kill.abort();
      throw new Error('killed');
    };
    const run = { ...UNATTENDED, signal: kill.signal, checkpoint };
    broken += await people.run(new WorkTramitesCommand(run)).then(
      () => 0,
      () => 1,
    );
  }
  expect(broken).toBeGreaterThan(10);
  for (const word of ['zyx16', 'zyx17', 'zyx18']) expect(await tablesWith(stack.pool, word)).toEqual([]);
  expect(await mailsTo(stack, ana.email)).toEqual([]);
  await stack.startWorker();
}, 120_000);

test('nobody reads a baja without its token, nor asks for data who is no person', async () => {
  for (const token of ['x'.repeat(43), 'corto']) {
    const { status } = await stack.http.get(`/v1/bajas/${token}`);
    expect(status).toBe(404);
  }
  expect((await stack.http.get('/v1/usuarios/yo/datos')).status).toBe(404);
  expect((await stack.http.delete('/v1/usuarios/yo')).status).toBe(404);
});
