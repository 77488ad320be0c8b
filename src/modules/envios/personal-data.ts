import type { PersonalData } from '../../platform/personal/personal-data.js';

const PLACE = ['direccion', 'codigo_postal', 'lat', 'lon'];

/** What is held of whoever sends envíos, and of those who receive them. The archive's purge erases it. */
export const ENVIOS_PERSONAL: readonly PersonalData[] = [
  {
    name: 'envios',
    columns: [
      ...['referencia', 'destinatario_nombre', 'destinatario_telefono', 'destinatario_email'],
      ...['origen', 'destino'].flatMap((end) => PLACE.map((column) => `${end}_${column}`)),
    ].map((column) => `envios.${column}`),
    by: 'clienteId',
    read: 'SELECT * FROM envios WHERE cliente_id = $1 ORDER BY id',
    kept: {
      what: {
        es: 'Los envíos sin nombres, direcciones, teléfonos ni correos: códigos, ciudades, pesos, fechas y estados.',
        en: 'Envíos without names, addresses, telephones and e-mails: codes, cities, weights, dates and estados.',
      },
      why: {
        es: 'El transporte ha de poder probarse ante la autoridad tributaria y en un reclamo.',
        en: 'Carriage has to be proven to the tax authority and in a claim.',
      },
    },
  },
  {
    name: 'palabras',
    columns: [],
    by: 'clienteId',
    kept: {
      what: {
        es: 'Palabras sueltas del buscador, en un orden propio y sin rastro de quién eran.',
        en: 'Single words of the search, in an order of their own and without a trace of whose they were.',
      },
      why: {
        es: 'Las comparten los envíos de todos, y no dicen nada de nadie.',
        en: 'The envíos of everybody share them, and they say nothing of anybody.',
      },
    },
  },
];
