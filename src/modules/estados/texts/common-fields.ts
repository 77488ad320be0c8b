import type { FieldTexts } from '../../../platform/api-description/texts/text.js';
import { CLIENTE_ID, ENVIO_ID, TRANSPORTISTA_ID } from '../example-ids.js';

/** Fields that mean the same wherever they stand. */
export const COMMON_FIELDS: FieldTexts = {
  id: ['Identificador (UUID).', 'Identifier (UUID).', ENVIO_ID],
  nombre: ['Nombre.', 'Name.', 'Café Andino'],
  documento: ['Documento tributario o de identidad.', 'Tax or identity document.', '20123456789'],
  email: ['Correo electrónico.', 'E-mail address.', 'ana@cafeandino.pe'],
  telefono: ['Teléfono en E.164.', 'Phone number in E.164.', '+51987654321'],
  version: [
    'Sube con cada cambio; el ETag empieza con ella.',
    'Goes up with every change; the ETag begins with it.',
    3,
  ],
  codigo: [
    'Código de seguimiento, con su dígito de control.',
    'Tracking code, with its check digit.',
    'TZ123456785PE',
  ],
  clienteId: ['Id del cliente (remitente).', 'Id of the cliente (sender).', CLIENTE_ID],
  transportistaId: ['Id del transportista.', 'Id of the transportista (carrier).', TRANSPORTISTA_ID],
  dispositivoId: [
    'Dispositivo que la vio; `/v1/dispositivos/<id>` dice cómo anda su reloj.',
    'The device that saw it; `/v1/dispositivos/<id>` tells how its clock is.',
    '3f0c0f52-6f1a-4b5e-9d61-6a2f5f4f2b10',
  ],
  centroId: ['Centro donde ocurrió.', 'Centro (hub) where it happened.', null],
  direccion: ['Calle y número.', 'Street and number.', 'Av. Sol 20'],
  ciudad: ['Ciudad.', 'City.', 'Cusco'],
  region: [
    'Región o estado, como lo abrevia el país.',
    'Region or state, as the country abbreviates it.',
    'CUS',
  ],
  pais: ['País (ISO 3166-1 alfa-2).', 'Country (ISO 3166-1 alpha-2).', 'PE'],
  codigoPostal: ['Código postal.', 'Postal code.', '08002'],
  lat: [
    'Latitud en grados (WGS 84); va con `lon` o no va.',
    'Latitude in degrees (WGS 84); comes with `lon` or not at all.',
    -13.52,
  ],
  lon: [
    'Longitud en grados (WGS 84); va con `lat` o no va.',
    'Longitude in degrees (WGS 84); comes with `lat` or not at all.',
    -71.97,
  ],
  datos: ['Los elementos de esta página.', 'The items of this page.'],
  siguiente: [
    'Cursor de la página que sigue; nulo en la última.',
    'Cursor of the page that follows; null on the last one.',
    null,
  ],
  limit: ['Cuántos elementos por página.', 'Items of a page.', 50],
  cursor: [
    'Dónde empieza la página: `siguiente` de la anterior.',
    'Where the page starts: `siguiente` of the one before.',
    'MjdiNjc3N2IyZTlj',
  ],
  zona: ['Zona horaria (IANA).', 'Time zone (IANA).', 'America/Lima'],
  creadoEn: ['Cuándo se creó.', 'When it was created.', '2026-11-22T14:00:00.000Z'],
  creadaEn: ['Cuándo se creó.', 'When it was created.', '2026-11-22T14:00:00.000Z'],
  terminadaEn: [
    'Cuándo terminó; nulo mientras no.',
    'When it ended; null while it has not.',
    '2026-11-22T14:05:00.000Z',
  ],
  en: ['El instante.', 'The instant.', '2026-11-22T15:04:05.000Z'],
  pointer: [
    'Dónde está, como puntero JSON (RFC 6901).',
    'Where it is, as a JSON pointer (RFC 6901).',
    '#/lat',
  ],
  code: ['Código de la falta.', 'Code of the fault.', 'rango'],
  detail: ['Lo mismo en palabras.', 'The same in words.', 'Va de -90 a 90.'],
  title: ['De qué se trata.', 'What it is about.', 'La solicitud no es válida'],
  status: ['Código de estado HTTP.', 'HTTP status code.', 400],
  errors: ['Cada campo equivocado.', 'Each field that is wrong.'],
};
