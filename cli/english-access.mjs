/** What the command line says of access, in English, by what it says in Spanish. */

/** @type {Readonly<Record<string, string>>} */
export const ENGLISH_ACCESS = {
  'con qué se entra: una clave (trz_…) o un token de acceso':
    'what opens the door: a key (trz_…) or an access token',
  'entra con correo y clave, y guarda la sesión para las órdenes que siguen':
    'come in with e-mail and password, and keep the session for the commands that follow',
  'de quién; sin él, el administrador de credenciales.json':
    'whose; if left out, the administrator of credenciales.json',
  'del segundo factor, o uno de recuperación': 'of the second factor, or one of recovery',
  'termina la sesión que se guardó': 'end the session that was kept',
  'Falta el correo: trazo login <correo>': 'The e-mail is missing: trazo login <correo>',
  'No hay ninguna sesión guardada.': 'There is no session that was kept.',
  'La sesión de «trazo login» terminó: entre de nuevo.':
    'The session of “trazo login” is over: log in again.',
  'Clave: ': 'Password: ',
  'Código del segundo factor: ': 'Code of the second factor: ',
  'Falta el segundo factor: esta sesión no puede nada hasta que se prepare.':
    'The second factor is missing: this session may do nothing until it is set up.',
  'quienes entran, y qué pueden hacer': 'those who come in, and what they may do',
  'lista las personas, las más nuevas primero': 'list people, the newest first',
  'parte del nombre o del correo': 'part of the name or of the e-mail',
  'solo las que lo tienen': 'only those that have it',
  'muestra una persona': 'show a person',
  'dice qué puede ser una persona': 'say what a person may be',
  'separados por comas': 'separated by commas',
  'bloquea a una persona: sus sesiones terminan': 'shut a person out: his sessions end',
  'deja entrar de nuevo a una persona': 'let a person in again',
  'claves de máquinas': 'keys of machines',
  'lista las claves, las más nuevas primero': 'list the keys, the newest first',
  'crea una clave y la muestra esta vez': 'create a key and show it this once',
  'para qué es': 'what it is for',
  'qué puede hacer': 'what it may do',
  'por quién actúa': 'for whom it acts',
  'el único que la usa': 'the only one that uses it',
  'hasta cuándo abre (RFC 3339); sin ella, siempre': 'until when it opens (RFC 3339); always if left out',
  'da otro secreto a una clave y la muestra; el de antes abre 24 horas más':
    'give a key another secret and show it; the one before opens for 24 hours more',
  'hace que claves no abran nada más': 'have keys open nothing any more',
  'quiénes están dentro': 'who is in',
  'lista las sesiones abiertas de una persona': 'list the open sessions of a person',
  'de quién': 'whose',
  'termina sesiones': 'end sessions',
  'quién hizo qué, lo más nuevo primero': 'who did what, the newest first',
  quién: 'who',
  'qué hizo': 'what he did',
  'sobre qué: tipo:id, o solo el tipo': 'on what: tipo:id, or the type alone',
  'desde cuándo (RFC 3339)': 'from when (RFC 3339)',
  'hasta cuándo, sin incluirlo': 'until when, exclusively',
  'lo que firma los tokens de acceso': 'what signs the access tokens',
  'cambia la llave que firma; lo que firmó la de antes vale hasta que vence':
    'change the key that signs; what the one before has signed is good until it expires',
};
