import type { OperationTexts } from '../../../platform/api-description/texts/text.js';

/** People, sessions, keys, and the record of what they did. */
export const ACCESS_OPERATIONS: OperationTexts = {
  'POST /v1/usuarios': {
    id: 'registrarUsuario',
    en: 'Registers a person',
    problems: ['email-en-uso', 'demasiados-intentos', 'demasiados-inicios'],
  },
  'GET /v1/usuarios': { id: 'listarUsuarios', en: 'Lists people, the newest first' },
  'GET /v1/usuarios/yo': {
    id: 'leerUsuarioPropio',
    en: 'Reads whoever asks',
    problems: ['recurso-desconocido'],
  },
  'PATCH /v1/usuarios/yo': {
    id: 'cambiarUsuarioPropio',
    en: 'Changes whoever asks; what is left out stays',
    problems: ['recurso-desconocido', 'segundo-factor'],
  },
  'POST /v1/usuarios/yo/clave': {
    id: 'cambiarClave',
    en: 'Changes the password of whoever asks; his other sessions end',
    problems: [
      'inicio-invalido',
      'recurso-desconocido',
      'segundo-factor',
      'demasiados-intentos',
      'demasiados-inicios',
    ],
  },
  'GET /v1/usuarios/yo/preferencias': {
    id: 'leerPreferencias',
    en: 'Reads what the programs of whoever asks remember of him',
    problems: ['recurso-desconocido', 'segundo-factor'],
  },
  'PUT /v1/usuarios/yo/preferencias': {
    id: 'cambiarPreferencias',
    en: 'Keeps what the programs of whoever asks remember of him',
    problems: ['recurso-desconocido', 'segundo-factor'],
  },
  'GET /v1/usuarios/{id}': { id: 'leerUsuario', en: 'Reads a person' },
  'PATCH /v1/usuarios/{id}': {
    id: 'cambiarPermisos',
    en: 'Changes what a person may do; what is left out stays',
    problems: ['recurso-desconocido', 'ultimo-administrador'],
  },
  'POST /v1/usuarios/{id}/bloqueo': {
    id: 'bloquearUsuario',
    en: 'Shuts a person out: his sessions end',
    problems: ['recurso-desconocido', 'ultimo-administrador'],
  },
  'DELETE /v1/usuarios/{id}/bloqueo': { id: 'desbloquearUsuario', en: 'Lets a person in again' },
  'POST /v1/sesiones': {
    id: 'abrirSesion',
    en: 'Opens a session with e-mail and password',
    location: false,
    problems: ['inicio-invalido', 'usuario-bloqueado', 'demasiados-intentos', 'demasiados-inicios'],
  },
  'POST /v1/sesiones/refresco': {
    id: 'seguirSesion',
    en: 'Lets a session go on; a refresh token is good for one use',
    location: false,
    problems: ['credencial-invalida'],
  },
  'GET /v1/sesiones': {
    id: 'listarSesiones',
    en: 'Lists the open sessions, the newest first',
    problems: ['recurso-desconocido', 'segundo-factor'],
  },
  'DELETE /v1/sesiones/actual': {
    id: 'terminarSesionActual',
    en: 'Ends the session that asks',
    problems: ['recurso-desconocido'],
  },
  'DELETE /v1/sesiones/{id}': { id: 'terminarSesion', en: 'Ends a session' },
  'GET /.well-known/jwks.json': {
    id: 'leerLlaves',
    en: 'Reads the keys that access tokens are checked with',
  },
  'POST /v1/acceso/llaves': { id: 'rotarLlaves', en: 'Changes the key that signs access tokens' },
  'POST /v1/claves': {
    id: 'crearClave',
    en: 'Creates a key for a machine; it is shown this once',
    problems: ['rol-no-permitido', 'secreto-ya-entregado'],
  },
  'GET /v1/claves': { id: 'listarClaves', en: 'Lists the keys, the newest first' },
  'POST /v1/claves/{id}/rotacion': {
    id: 'rotarClave',
    en: 'Gives a key another secret; the one before opens for a while longer',
    problems: ['recurso-desconocido', 'rol-no-permitido', 'clave-revocada', 'secreto-ya-entregado'],
  },
  'DELETE /v1/claves/{id}': { id: 'revocarClave', en: 'Revokes a key' },
  'GET /v1/auditoria': { id: 'listarAuditoria', en: 'Lists what was done and by whom, the newest first' },
};
