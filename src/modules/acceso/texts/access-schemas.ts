import type { SchemaTexts } from '../../../platform/api-description/texts/text.js';

/** Schemas of people, sessions, keys and the record. */
export const ACCESS_SCHEMAS: SchemaTexts = {
  AuditoriaActor: { es: 'Quién lo hizo.', en: 'Who did it.' },
  AuditoriaFila: { es: 'Algo que alguien hizo.', en: 'Something that somebody did.' },
  AuditoriaObjeto: { es: 'A qué se lo hizo.', en: 'What it was done to.' },
  Baja: { es: 'La baja de quien se va.', en: 'The leaving of somebody.' },
  Conservado: { es: 'Algo que queda, y por qué.', en: 'Something that stays, and why.' },
  TramiteDatos: {
    es: 'El archivo con los datos de alguien: cómo va y dónde está.',
    en: 'The file with the data of somebody: how far it is, and where it is.',
  },
  CambioClave: { es: 'La clave de ahora y la nueva.', en: 'The password of now and the new one.' },
  Clave: { es: 'Una clave de una máquina, sin su secreto.', en: 'A key of a machine, without its secret.' },
  ClaveCreada: {
    es: 'Una clave recién creada, con su secreto: no se muestra otra vez.',
    en: 'A key that was just created, with its secret: it is not shown again.',
  },
  ClaveInput: { es: 'Una clave nueva.', en: 'A new key.' },
  JuegoLlaves: {
    es: 'Las llaves con que se comprueban los accesos (RFC 7517).',
    en: 'The keys by which access tokens are checked (RFC 7517).',
  },
  Llave: { es: 'Una llave pública (RFC 7517).', en: 'A public key (RFC 7517).' },
  LlaveNueva: { es: 'La llave con que se firma desde ahora.', en: 'The key that signs from now on.' },
  PaginaAuditoria: { es: 'Una página de lo que se hizo.', en: 'A page of what was done.' },
  PaginaClaves: { es: 'Una página de claves.', en: 'A page of keys.' },
  PaginaSesiones: { es: 'Las sesiones abiertas de un usuario.', en: 'The open sessions of a usuario.' },
  PaginaUsuarios: { es: 'Una página de usuarios.', en: 'A page of usuarios.' },
  Preferencias: { es: 'Lo que un usuario prefiere.', en: 'What a usuario prefers.' },
  RefrescoInput: {
    es: 'El refresco de una sesión; falta cuando viene en la cookie.',
    en: 'The refresh token of a session; left out when it comes in the cookie.',
  },
  RotacionInput: { es: 'Cómo se reemplaza una clave.', en: 'How a key is replaced.' },
  Sesion: { es: 'Una sesión abierta.', en: 'An open session.' },
  SesionAbierta: {
    es: 'Una sesión recién abierta, con su acceso y su refresco.',
    en: 'A session that was just opened, with its access and refresh tokens.',
  },
  SesionInput: { es: 'Con qué se abre una sesión.', en: 'What a session is opened with.' },
  Usuario: { es: 'Una persona que entra.', en: 'A person who logs in.' },
  UsuarioCambio: {
    es: 'Qué cambia de un usuario; lo que falta queda como está.',
    en: 'What of a usuario changes; what is left out stays.',
  },
  UsuarioInput: { es: 'Un usuario nuevo.', en: 'A new usuario.' },
  UsuarioPermisos: { es: 'Qué puede hacer un usuario.', en: 'What a usuario may do.' },
  ClaveNueva: {
    es: 'Otra clave, para quien recibió el correo.',
    en: 'Another password, for whoever got the mail.',
  },
  CodigoInput: { es: 'Un código del segundo factor.', en: 'A code of the second factor.' },
  ConfirmacionInput: { es: 'Lo que llegó por correo.', en: 'What was mailed.' },
  ListaSeguimientos: { es: 'Los seguimientos de un envío.', en: 'The tracking pages of an envío.' },
  RecuperacionInput: { es: 'Quién olvidó su clave.', en: 'Who has forgotten his password.' },
  Seguimiento: {
    es: 'Dónde está un envío, sin nada de nadie.',
    en: 'Where an envío is, without anything of anybody.',
  },
  SeguimientoCreado: { es: 'Un seguimiento con su token.', en: 'A tracking page with its token.' },
  SeguimientoEmitido: { es: 'Un seguimiento, sin su token.', en: 'A tracking page, without its token.' },
  SeguimientoInput: { es: 'Un seguimiento nuevo.', en: 'A new tracking page.' },
  SeguimientoLugar: { es: 'Un lugar, hasta su ciudad.', en: 'A place, no closer than its city.' },
  SeguimientoPaso: { es: 'Algo que le pasó al envío.', en: 'Something that happened to the envío.' },
  SegundoFactorNuevo: {
    es: 'Un segundo factor que espera su primer código.',
    en: 'A second factor that waits for its first code.',
  },
};
