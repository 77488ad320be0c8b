import type { Bilingual, Problem } from '../../platform/errors/problem.js';

/** Problems of pedidos. */
export const PEDIDOS_PROBLEMS = {
  'comercio-cerrado': {
    status: 409,
    title: { es: 'El comercio está cerrado', en: 'The comercio is closed' },
    detail: { es: 'No acepta pedidos en este momento.', en: 'It takes no pedidos at this moment.' },
  },
  'fuera-de-zona': {
    status: 409,
    title: { es: 'La dirección está fuera de zona', en: 'The address is outside the zone' },
    detail: {
      es: 'El comercio no entrega ahí, o falta la posición de la dirección.',
      en: 'The comercio does not deliver there, or the address has no position.',
    },
  },
  'minimo-no-alcanzado': {
    status: 409,
    title: { es: 'No alcanza el mínimo', en: 'Below the minimum' },
    detail: {
      es: 'Las líneas suman {lineas} y el mínimo es {minimo}.',
      en: 'The lines come to {lineas}, and the minimum is {minimo}.',
    },
  },
  'precio-cambiado': {
    status: 409,
    title: { es: 'El precio cambió', en: 'The price has changed' },
    detail: { es: 'El total es ahora {total}.', en: 'The total is {total} now.' },
  },
  'producto-no-disponible': {
    status: 409,
    title: { es: 'Un producto no se vende ahora', en: 'A producto is not sold now' },
    detail: { es: 'Vea «errors».', en: 'See "errors".' },
  },
  'cupon-no-valido': {
    status: 409,
    title: { es: 'El cupón no vale para este pedido', en: 'The cupón is not good for this pedido' },
    detail: { es: 'El cupón {cupon} {razon}.', en: 'The cupón {cupon} {razon}.' },
  },
  'pedido-en-otro-estado': {
    status: 409,
    title: { es: 'El estado del pedido no lo permite', en: 'The estado of the pedido does not allow it' },
    detail: { es: 'El pedido está {estado}.', en: 'The pedido is {estado}.' },
  },
} as const satisfies Record<string, Problem>;

declare module '../../platform/errors/problem.js' {
  interface DeclaredProblems {
    pedidos: typeof PEDIDOS_PROBLEMS;
  }
}

/** What can be wrong with a field of a pedido. */
export const PEDIDOS_FIELD_ERRORS = {
  'opciones-por-elegir': {
    es: 'De «{opcion}» se eligen de {min} a {max}.',
    en: 'Of "{opcion}" {min} to {max} are to be chosen.',
  },
  'producto-no-disponible': { es: 'No se vende ahora.', en: 'Is not sold now.' },
  'codigo-de-retiro': { es: 'No es el código de este pedido.', en: 'Is not the code of this pedido.' },
  'por-mil-o-monto': {
    es: 'Indique porMil o monto: uno de los dos.',
    en: 'Give porMil or monto: one of the two.',
  },
} as const satisfies Record<string, Bilingual>;

declare module '../../platform/errors/field-errors.js' {
  interface DeclaredFieldErrors {
    pedidos: typeof PEDIDOS_FIELD_ERRORS;
  }
}
