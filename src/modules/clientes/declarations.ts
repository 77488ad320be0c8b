import type { Declarations } from '../../platform/declarations/declarations.js';

/** What the platform is to know of this module. */
export const CLIENTES: Declarations = {
  personal: [
    {
      name: 'cliente',
      columns: ['clientes.nombre', 'clientes.documento', 'clientes.email'],
      by: 'clienteId',
      read: 'SELECT id, nombre, documento, email, creado_en FROM clientes WHERE id = $1',
      kept: {
        what: {
          es: 'Los datos de un cliente por el que la persona actuaba y que también es de otros.',
          en: 'The data of a cliente that the person acted for and that is of others too.',
        },
        why: {
          es: 'Son de ese cliente, no de la persona.',
          en: 'They are of that cliente, not of the person.',
        },
      },
    },
  ],
};
