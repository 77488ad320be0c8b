import type { Bilingual, Problem } from '../../platform/errors/problem.js';

/** Problems of the catalogue. */
export const CATALOGO_PROBLEMS = {
  'cliente-con-comercio': {
    status: 409,
    title: { es: 'El cliente ya es un comercio', en: 'The cliente is a comercio already' },
    detail: { es: 'Un comercio es un solo cliente.', en: 'A comercio is one cliente alone.' },
  },
  'sku-en-uso': {
    status: 409,
    title: { es: 'El comercio ya tiene ese SKU', en: 'The comercio has that SKU already' },
    detail: { es: 'El SKU {sku} es de otro producto.', en: 'The SKU {sku} belongs to another producto.' },
  },
  'sin-existencias': {
    status: 409,
    title: { es: 'No hay existencias', en: 'Out of stock' },
    detail: {
      es: 'De {cuenta} producto(s) no hay tanto; vea «errors».',
      en: 'There is not as much of {cuenta} producto(s); see "errors".',
    },
  },
  'sin-control-de-existencias': {
    status: 409,
    title: { es: 'Del producto no se cuentan existencias', en: 'The stock of the producto is not counted' },
    detail: {
      es: 'Cambie `existencias.control` del producto primero.',
      en: 'Change `existencias.control` of the producto first.',
    },
  },
} as const satisfies Record<string, Problem>;

declare module '../../platform/errors/problem.js' {
  interface DeclaredProblems {
    catalogo: typeof CATALOGO_PROBLEMS;
  }
}

/** What can be wrong with a field of the catalogue. */
export const CATALOGO_FIELD_ERRORS = {
  hora: { es: 'Debe ser una hora, de 00:00 a 24:00.', en: 'Must be a time, from 00:00 to 24:00.' },
  posicion: {
    es: 'Debe ser una latitud y una longitud, como -12.04,-77.03.',
    en: 'Must be a latitude and a longitude, like -12.04,-77.03.',
  },
  'radio-sin-centro': {
    es: 'Un radio de entrega necesita la posición del comercio.',
    en: 'A delivery radius needs the position of the comercio.',
  },
  'radio-o-poligono': {
    es: 'La zona es un radio o un polígono, no ambos.',
    en: 'The zone is a radius or a polygon, not both.',
  },
  poligono: {
    es: 'Debe ser un Polygon de GeoJSON: anillos cerrados de 4 a 1000 posiciones [lon, lat].',
    en: 'Must be a GeoJSON Polygon: closed rings of 4 to 1000 positions [lon, lat].',
  },
  excepcion: {
    es: 'Indique abre y cierra, o cerrado: true, y una sola cosa por día.',
    en: 'Give abre and cierra, or cerrado: true, and one of the two a day.',
  },
  'cliente-con-comercio': { es: 'Ya es un comercio.', en: 'Is a comercio already.' },
  esquema: {
    es: 'No se puede usar como esquema: {razon}.',
    en: 'Cannot be used as a schema: {razon}.',
  },
  atributo: {
    es: 'No cumple el esquema de su categoría: {razon}.',
    en: 'Does not meet the schema of its categoría: {razon}.',
  },
  'codigo-repetido': { es: 'Ese código está dos veces.', en: 'That code is there twice.' },
  'min-mayor-que-max': {
    es: 'El mínimo es mayor que el máximo.',
    en: 'The minimum is greater than the maximum.',
  },
  'max-sin-valores': {
    es: 'No hay tantos valores para elegir.',
    en: 'There are not so many values to choose from.',
  },
  'filtro-de-atributo': {
    es: 'Debe ser un valor, o un rango de números como 100..650.',
    en: 'Must be a value, or a range of numbers like 100..650.',
  },
  diferencia: {
    es: 'Debe ser un número entero que no sea cero, de -{max} a {max}.',
    en: 'Must be a whole number other than zero, from -{max} to {max}.',
  },
  simbolo: {
    es: 'Debe tener letras, cifras, puntos o guiones, y empezar con una letra o cifra.',
    en: 'Must have letters, digits, dots or hyphens, and begin with a letter or digit.',
  },
  'sin-existencias': { es: 'Hay {disponibles}.', en: 'There are {disponibles}.' },
} as const satisfies Record<string, Bilingual>;

declare module '../../platform/errors/field-errors.js' {
  interface DeclaredFieldErrors {
    catalogo: typeof CATALOGO_FIELD_ERRORS;
  }
}
