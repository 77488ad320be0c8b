import type { OperationTexts } from '../../../platform/api-description/texts/text.js';

/** Comercios and what they sell. */
export const CATALOGO_OPERATIONS: OperationTexts = {
  'POST /v1/comercios': {
    id: 'crearComercio',
    en: 'Creates a comercio',
    problems: ['cliente-con-comercio'],
  },
  'GET /v1/comercios': {
    id: 'listarComercios',
    en: 'Lists and searches comercios: by words, place, cuisine and whether they are open',
  },
  'GET /v1/comercios/{id}': { id: 'leerComercio', en: 'Reads a comercio' },
  'PATCH /v1/comercios/{id}': { id: 'cambiarComercio', en: 'Changes a comercio; what is left out stays' },
  'PUT /v1/comercios/{id}/disponibilidad': {
    id: 'pausarComercio',
    en: 'Pauses a comercio, or has it take pedidos again',
  },
  'PUT /v1/comercios/{id}/excepciones': {
    id: 'exceptuarComercio',
    en: 'Says which days have other hours than their day of the week, or none',
  },
  'GET /v1/comercios/{id}/menu': {
    id: 'leerMenu',
    en: 'Reads the menu of a comercio: what it sells at this moment',
  },
  'GET /v1/comercios/{id}/categorias': {
    id: 'listarCategorias',
    en: 'Lists the categorías of a comercio, in their order',
  },
  'GET /v1/comercios/{id}/categorias/{codigo}': { id: 'leerCategoria', en: 'Reads a categoría' },
  'PUT /v1/comercios/{id}/categorias/{codigo}': {
    id: 'guardarCategoria',
    en: 'Creates or changes a categoría, with the schema of the attributes of its productos',
  },
  'POST /v1/comercios/{id}/productos': {
    id: 'crearProducto',
    en: 'Creates a producto of a comercio',
    problems: ['sku-en-uso'],
  },
  'GET /v1/productos': {
    id: 'listarProductos',
    en: 'Lists and searches productos, the newest first; `atributo.<name>=<value>` or `=<least>..<most>` filters by an attribute',
  },
  'GET /v1/productos/{id}': { id: 'leerProducto', en: 'Reads a producto, with what there is of it' },
  'PATCH /v1/productos/{id}': { id: 'cambiarProducto', en: 'Changes a producto; what is left out stays' },
  'POST /v1/productos/{id}/existencias': {
    id: 'moverExistencias',
    en: 'Changes what there is of a producto: one more row in the ledger of movements',
    problems: ['sin-control-de-existencias', 'sin-existencias'],
  },
};
