import { DELETED, type PersonalData } from '../../../platform/personal/personal-data.js';

const RECORD = {
  what: {
    es: 'El registro de quién hizo qué: ids, acciones, horas y direcciones IP; ningún nombre, correo ni teléfono.',
    en: 'The record of who did what: ids, actions, times and IP addresses; no name, e-mail or telephone.',
  },
  why: {
    es: 'Prueba de los accesos, que la ley de protección de datos pide conservar; no se puede cambiar sin que se note.',
    en: 'Proof of who had access, which data protection law asks to be kept; it cannot be changed unnoticed.',
  },
};

/** What is held of people who log in. */
export const ACCESO_PERSONAL: readonly PersonalData[] = [
  {
    name: 'perfil',
    columns: [
      'usuarios.email usuarios.email_unico usuarios.clave_hash usuarios.nombre usuarios.telefono',
      'usuarios.fecha_nacimiento usuarios.foto usuarios.idioma usuarios.zona usuarios.preferencias',
      'usuarios.totp_secreto usuarios.totp_recuperacion',
    ].flatMap((names) => names.split(' ')),
    by: 'usuarioId',
    read: `
      SELECT id, email, email_verificado, nombre, telefono, fecha_nacimiento, foto, idioma, zona, roles, cliente_id,
        comercio_id, transportista_id, repartidor_id, preferencias, totp_activo_en, creado_en
      FROM usuarios WHERE id = $1`,
    erase: [
      `UPDATE usuarios SET email = NULL, email_unico = NULL, email_verificado = false, clave_hash = NULL,
         nombre = '${DELETED}', telefono = NULL, fecha_nacimiento = NULL, foto = NULL, idioma = NULL, zona = NULL,
         preferencias = '{}', totp_secreto = NULL, totp_activo_en = NULL, totp_ultimo_paso = NULL,
         totp_recuperacion = '{}', roles = '{}', version = version + 1
       WHERE id = $1 AND borrado_en IS NOT NULL AND nombre <> '${DELETED}'`,
    ],
    // It says whose the rest is.
    last: true,
  },
  {
    name: 'sesiones',
    columns: ['sesiones.ip', 'sesiones.agente'],
    by: 'usuarioId',
    read: `
      SELECT id, creada_en, usada_en, vence_en, terminada_en, fin, segundo_factor, origen, ip, agente
      FROM sesiones WHERE usuario_id = $1 ORDER BY id`,
    // With them goes where he came from, which the hashes in Redis are found by.
    erase: ['DELETE FROM sesiones WHERE usuario_id = $1'],
    last: true,
  },
  {
    name: 'identidades',
    columns: ['identidades.sujeto'],
    by: 'usuarioId',
    read: `
      SELECT emisor, sujeto, creada_en, usada_en FROM identidades WHERE usuario_id = $1 ORDER BY emisor, sujeto`,
    erase: ['DELETE FROM identidades WHERE usuario_id = $1', 'DELETE FROM fichas WHERE usuario_id = $1'],
  },
  {
    name: 'claves',
    columns: ['claves.nombre'],
    by: 'usuarioId',
    read: `
      SELECT id, nombre, rol, cliente_id, transportista_id, dispositivo_id, creada_en, expira_en, revocada_en, usada_en
      FROM claves WHERE usuario_id = $1 ORDER BY id`,
    erase: [`UPDATE claves SET nombre = '${DELETED}' WHERE usuario_id = $1 AND nombre <> '${DELETED}'`],
  },
  {
    name: 'seguimientos',
    columns: [],
    by: 'principals',
    read: `
      SELECT id, codigo, creado_en, expira_en, revocado_en FROM seguimientos WHERE creado_por = ANY ($1) ORDER BY id`,
  },
  {
    name: 'auditoria',
    columns: ['auditoria.ip'],
    by: 'actors',
    read: `
      SELECT id, en, actor_tipo, accion, objeto_tipo, objeto_id, antes, despues, ip, solicitud_id
      FROM auditoria WHERE actor_id = ANY ($1) ORDER BY id`,
    kept: RECORD,
  },
  {
    name: 'tramites',
    columns: ['tramite_partes.contenido'],
    by: 'usuarioId',
    read: `SELECT id, tipo, estado, pedido_en, terminado_en FROM tramites WHERE usuario_id = $1 ORDER BY id`,
    erase: [`DELETE FROM tramites WHERE usuario_id = $1 AND tipo = 'datos'`],
  },
];
