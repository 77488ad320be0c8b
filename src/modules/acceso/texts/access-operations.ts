import type { OperationTexts } from '../../../platform/api-description/texts/text.js';

const USUARIO_ID = '01980a3e-5c00-7a10-8d3b-2f6c1e9b4b01';

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
  'POST /v1/usuarios/yo/confirmacion': {
    id: 'pedirConfirmacion',
    en: 'Sends the mail of confirmation again',
    location: false,
    problems: ['recurso-desconocido', 'segundo-factor'],
  },
  'POST /v1/usuarios/recuperacion': {
    id: 'recuperarClave',
    en: 'Mails what to choose another password with, if somebody has that e-mail',
    location: false,
    problems: ['demasiados-intentos'],
  },
  'POST /v1/usuarios/clave': {
    id: 'cambiarClaveOlvidada',
    en: 'Changes the password of whoever got the mail',
    problems: ['ficha-vencida', 'demasiados-intentos', 'demasiados-inicios'],
  },
  'POST /v1/usuarios/confirmacion': {
    id: 'confirmarCorreo',
    en: 'Confirms the e-mail of whoever got the mail',
    problems: ['ficha-vencida', 'demasiados-intentos'],
  },
  'POST /v1/usuarios/yo/segundo-factor': {
    id: 'prepararSegundoFactor',
    en: 'Sets a second factor up; it is shown this once',
    location: false,
    problems: ['recurso-desconocido', 'segundo-factor-activo', 'secreto-ya-entregado'],
  },
  'POST /v1/usuarios/yo/segundo-factor/confirmacion': {
    id: 'activarSegundoFactor',
    en: 'Puts the second factor in use with its first code',
    problems: ['recurso-desconocido', 'segundo-factor', 'demasiados-intentos'],
  },
  'POST /v1/usuarios/yo/segundo-factor/retiro': {
    id: 'retirarSegundoFactor',
    en: 'Takes the second factor away',
    problems: ['recurso-desconocido', 'segundo-factor', 'demasiados-intentos'],
  },
  'POST /v1/sesiones/actual/segundo-factor': {
    id: 'mostrarSegundoFactor',
    en: 'Shows the second factor of the session; its next refresh brings its rights',
    problems: ['recurso-desconocido', 'segundo-factor', 'demasiados-intentos'],
  },
  'GET /v1/usuarios/{id}': { id: 'leerUsuario', en: 'Reads a person' },
  'PATCH /v1/usuarios/{id}': {
    id: 'cambiarPermisos',
    en: 'Changes what a person may do; what is left out stays',
    problems: ['recurso-desconocido', 'ultimo-administrador', 'credencial-requerida'],
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
    problems: [
      'inicio-invalido',
      'segundo-factor',
      'usuario-bloqueado',
      'demasiados-intentos',
      'demasiados-inicios',
    ],
  },
  'POST /v1/sesiones/refresco': {
    id: 'seguirSesion',
    en: 'Lets a session go on; a refresh token is good for one use',
    location: false,
    problems: ['credencial-invalida', 'demasiados-intentos'],
  },
  'GET /v1/usuarios/yo/datos': {
    id: 'pedirDatos',
    en: 'Asks for everything that is held of whoever asks, in a file',
    problems: ['recurso-desconocido', 'segundo-factor'],
  },
  'GET /v1/usuarios/yo/datos/{id}': {
    id: 'leerDatos',
    en: 'Reads how far the file with the data of whoever asks is',
    problems: ['recurso-desconocido', 'segundo-factor'],
  },
  'GET /v1/usuarios/yo/datos/{id}/archivo': {
    id: 'descargarDatos',
    en: 'Downloads the data of whoever asks',
    streamed: true,
    samples: {
      'application/json': {
        usuarioId: USUARIO_ID,
        generadoEn: '2026-11-28T15:04:05.000Z',
        datos: [{ de: 'perfil', id: USUARIO_ID, email: 'ana@correo.pe', nombre: 'Ana Q.' }],
      },
    },
    problems: ['recurso-desconocido', 'datos-no-listos', 'segundo-factor'],
  },
  'DELETE /v1/usuarios/yo': {
    id: 'darseDeBaja',
    en: 'Whoever asks leaves: everything that is held of him is erased, and it is told what stays and why',
    problems: ['recurso-desconocido', 'ultimo-administrador', 'segundo-factor'],
  },
  'GET /v1/bajas/{token}': {
    id: 'leerBaja',
    en: 'Reads how far the erasing is of whoever has the token',
    problems: ['baja-desconocida'],
  },
  'GET /v1/sesiones/oidc/{emisor}': {
    id: 'entrarPorEmisor',
    en: 'Leads to logging in by an outside issuer',
    problems: ['recurso-desconocido', 'emisor-no-disponible', 'demasiados-intentos'],
  },
  'GET /v1/sesiones/oidc/{emisor}/regreso': {
    id: 'volverDeEmisor',
    en: 'Opens the session of whoever comes back from an outside issuer',
    problems: [
      'recurso-desconocido',
      'inicio-externo-rechazado',
      'inicio-externo-vencido',
      'identidad-no-unida',
      'email-en-uso',
      'usuario-bloqueado',
      'emisor-no-disponible',
      'demasiados-intentos',
    ],
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
    problems: ['rol-no-permitido', 'secreto-ya-entregado', 'credencial-requerida'],
  },
  'GET /v1/claves': { id: 'listarClaves', en: 'Lists the keys, the newest first' },
  'POST /v1/claves/{id}/rotacion': {
    id: 'rotarClave',
    en: 'Gives a key another secret; the one before opens for a while longer',
    problems: [
      'recurso-desconocido',
      'rol-no-permitido',
      'clave-revocada',
      'secreto-ya-entregado',
      'credencial-requerida',
    ],
  },
  'DELETE /v1/claves/{id}': { id: 'revocarClave', en: 'Revokes a key' },
  'POST /v1/envios/{codigo}/seguimiento': {
    id: 'crearSeguimiento',
    en: 'Gives a token with which others see where an envío is',
    problems: ['envio-desconocido', 'secreto-ya-entregado'],
  },
  'GET /v1/envios/{codigo}/seguimiento': {
    id: 'listarSeguimientos',
    en: 'Lists the tracking pages that were given of an envío',
    problems: ['envio-desconocido'],
  },
  'DELETE /v1/envios/{codigo}/seguimiento/{id}': {
    id: 'revocarSeguimiento',
    en: 'Revokes a tracking page',
    problems: ['envio-desconocido', 'recurso-desconocido'],
  },
  'GET /v1/seguimiento/{token}': {
    id: 'leerSeguimiento',
    en: 'Reads where an envío is, with its token',
    problems: ['seguimiento-desconocido', 'envio-desconocido'],
  },
  'GET /v1/auditoria': { id: 'listarAuditoria', en: 'Lists what was done and by whom, the newest first' },
};
