import { Registry } from '../registry/registry.js';
import type { Bilingual } from './problem.js';

/** What can be wrong with a field of any module. `{name}` is filled from the error's parameters. */
export const PLATFORM_FIELD_ERRORS = {
  requerido: { es: 'Falta este campo.', en: 'This field is missing.' },
  'campo-desconocido': { es: 'Este campo no existe aquí.', en: 'There is no such field here.' },
  tipo: { es: 'Debe ser {esperado}.', en: 'Must be {esperado}.' },
  longitud: { es: 'Debe tener de {min} a {max} caracteres.', en: 'Must have {min} to {max} characters.' },
  'en-blanco': {
    es: 'Debe tener algún carácter que no sea un espacio.',
    en: 'Must have a character that is not white space.',
  },
  caracteres: {
    es: 'Contiene caracteres que no se pueden guardar (nulos o Unicode incompleto).',
    en: 'Contains characters that cannot be stored (null or incomplete Unicode).',
  },
  rango: { es: 'Debe estar entre {min} y {max}.', en: 'Must be between {min} and {max}.' },
  cantidad: { es: 'Debe traer de {min} a {max} elementos.', en: 'Must have {min} to {max} items.' },
  'valor-desconocido': { es: 'Debe ser uno de: {valores}.', en: 'Must be one of: {valores}.' },
  uuid: { es: 'Debe ser un UUID.', en: 'Must be a UUID.' },
  'comienzo-de-uuid': { es: 'Debe ser el comienzo de un UUID.', en: 'Must be the beginning of a UUID.' },
  'fecha-pasada': { es: 'Ya pasó.', en: 'Is past already.' },
  fecha: {
    es: 'Debe ser una fecha y hora RFC 3339 con zona, como 2026-11-22T15:04:05.000Z.',
    en: 'Must be an RFC 3339 date and time with zone, like 2026-11-22T15:04:05.000Z.',
  },
  'fecha-futura': {
    es: 'Está más de {tolerancia} por delante de nuestro reloj.',
    en: 'Is more than {tolerancia} ahead of our clock.',
  },
  duracion: { es: 'Debe ser una duración, como 500ms o 2s.', en: 'Must be a duration, like 500ms or 2s.' },
  'duracion-iso': {
    es: 'Debe ser una duración ISO 8601 de {min} a {max}, como PT30S o P1DT12H.',
    en: 'Must be an ISO 8601 duration from {min} to {max}, like PT30S or P1DT12H.',
  },
  cron: {
    es: 'Debe ser una expresión cron de cinco campos (minuto, hora, día, mes, día de la semana), como 0 2 * * *.',
    en: 'Must be a cron expression of five fields (minute, hour, day, month, weekday), like 0 2 * * *.',
  },
  'cron-sin-fecha': {
    es: 'Esta expresión cron no se cumple nunca: ese día no existe.',
    en: 'This cron expression never fires: there is no such day.',
  },
  'cron-o-cada': {
    es: 'Indique cron o cada: uno de los dos y no ambos.',
    en: 'Give cron or cada: one of the two, not both.',
  },
  'zona-horaria': {
    es: 'Debe ser una zona horaria de la base de datos IANA, como America/Lima.',
    en: 'Must be a time zone of the IANA database, like America/Lima.',
  },
  'fecha-antigua': { es: 'Es anterior a {min}.', en: 'Is before {min}.' },
  'fecha-lejana': { es: 'Es posterior a {max}.', en: 'Is after {max}.' },
  email: { es: 'Debe ser una dirección de correo.', en: 'Must be an e-mail address.' },
  telefono: {
    es: 'Debe ser un teléfono E.164, como +51987654321.',
    en: 'Must be an E.164 phone number, like +51987654321.',
  },
  pais: {
    es: 'Debe ser un país ISO 3166-1 de dos letras, como PE.',
    en: 'Must be a two-letter ISO 3166-1 country, like PE.',
  },
  'latitud-y-longitud': {
    es: 'lat y lon van juntas o no van.',
    en: 'lat and lon go together or not at all.',
  },
  dia: {
    es: 'Debe ser un día del calendario, como 2026-11-22.',
    en: 'Must be a day of the calendar, like 2026-11-22.',
  },
  'rango-invertido': {
    es: 'El rango termina antes de empezar: es anterior a «{inicio}».',
    en: 'The range ends before it starts: it is before "{inicio}".',
  },
  'rango-largo': {
    es: 'El rango tiene más de {max} días.',
    en: 'The range has more than {max} days.',
  },
  version: {
    es: 'No es una versión de este sistema: use la de Trazo-Version.',
    en: 'Is not a version of this system: use the one of Trazo-Version.',
  },
  cursor: {
    es: 'No es un cursor de esta consulta: use el que devolvió la página anterior.',
    en: 'Is not a cursor of this query: use the one that the page before returned.',
  },
  'numero-inexacto': {
    es: 'Tiene un número que no cabe exacto en un double (RFC 7493): envíelo como texto.',
    en: 'Has a number that a double cannot hold exactly (RFC 7493): send it as a text.',
  },
  'objeto-grande': {
    es: 'Tiene más de {max} bytes como JSON.',
    en: 'Has more than {max} bytes as JSON.',
  },
  'demasiado-profundo': {
    es: 'Tiene más de {max} niveles, uno dentro de otro.',
    en: 'Is nested more than {max} levels deep.',
  },
  'demasiados-campos': {
    es: 'Un objeto tiene más de {max} campos.',
    en: 'An object has more than {max} fields.',
  },
  'no-se-puede-guardar': {
    es: 'La base de datos no puede guardar este valor.',
    en: 'The database cannot store this value.',
  },
  'no-existe': { es: 'No existe.', en: 'Does not exist.' },
} as const satisfies Record<string, Bilingual>;

/** What can be wrong with a field, by the module that declares it. */
export interface DeclaredFieldErrors {
  platform: typeof PLATFORM_FIELD_ERRORS;
}

/** Code of what is wrong with a field. */
export type FieldErrorCode = {
  [Module in keyof DeclaredFieldErrors]: keyof DeclaredFieldErrors[Module];
}[keyof DeclaredFieldErrors];

/** Everything that can be wrong with a field, in both languages. */
export const fieldErrors = new Registry<Bilingual>('La falta');

/** What fills the `{name}`s of a message; a bilingual value is taken in the message's language. */
export type MessageParams = Readonly<Record<string, string | number | Bilingual>>;

/** One thing that is wrong with the input, and where. */
export interface FieldError {
  /** JSON Pointer (RFC 6901) as a URI fragment: `#/lista/3/lat`; a query parameter is `#/limit`. */
  pointer: string;
  code: FieldErrorCode;
  params?: MessageParams;
  /** What else the answer says of it, beside its words. */
  also?: Readonly<Record<string, number | string>>;
}
