import type { SchemaTexts } from '../../../platform/api-description/texts/text.js';

/** Schemas of the catalogue. */
export const CATALOGO_SCHEMAS: SchemaTexts = {
  Categoria: { es: 'Una parte de un catálogo.', en: 'A part of a catalogue.' },
  CategoriaInput: { es: 'Qué es una categoría.', en: 'What a categoría is.' },
  Comercio: { es: 'Quien vende.', en: 'Who sells.' },
  ComercioCambio: {
    es: 'Qué cambia de un comercio; lo que falta queda como está.',
    en: 'What of a comercio changes; what is left out stays.',
  },
  ComercioInput: { es: 'Un comercio nuevo.', en: 'A new comercio.' },
  DisponibilidadComercio: { es: 'Si acepta pedidos.', en: 'Whether it takes pedidos.' },
  Excepcion: {
    es: 'Un día con otro horario que el de su día de la semana, o sin ninguno.',
    en: 'A day with other hours than its day of the week, or with none.',
  },
  Existencias: {
    es: 'Lo que hay de un producto; nulo donde no se cuenta.',
    en: 'What there is of a producto; null where nobody counts.',
  },
  ExistenciasCambio: { es: 'Si se cuentan.', en: 'Whether they are counted.' },
  ExistenciasInput: {
    es: 'Si se cuentan, y cuántas hay.',
    en: 'Whether they are counted, and how many there are.',
  },
  Horario: {
    es: 'Cuándo abre en algunos días. Lo que cierra a la hora en que abre, o antes, cierra al día siguiente.',
    en: 'When it is open on some days. What closes no later than it opens closes on the next day.',
  },
  ListaCategorias: { es: 'Las categorías de un comercio.', en: 'The categorías of a comercio.' },
  Menu: { es: 'Lo que un comercio vende ahora.', en: 'What a comercio sells at this moment.' },
  MenuCategoria: { es: 'Una parte de un menú.', en: 'A part of a menu.' },
  MenuComercio: { es: 'De quién es el menú.', en: 'Whose menu it is.' },
  Movimiento: {
    es: 'Un cambio hecho, y lo que hay después.',
    en: 'A change that was made, and what there is now.',
  },
  MovimientoInput: { es: 'Un cambio de lo que hay.', en: 'A change of what there is.' },
  Opcion: {
    es: 'Algo que se elige: de `min` a `max` de sus valores.',
    en: 'Something that is chosen: `min` to `max` of its values.',
  },
  PaginaComercios: { es: 'Una página de comercios.', en: 'A page of comercios.' },
  PaginaProductos: { es: 'Una página de productos.', en: 'A page of productos.' },
  Producto: { es: 'Algo que se vende.', en: 'Something that is sold.' },
  ProductoCambio: {
    es: 'Qué cambia de un producto; lo que falta queda como está.',
    en: 'What of a producto changes; what is left out stays.',
  },
  ProductoInput: { es: 'Un producto nuevo.', en: 'A new producto.' },
  ReglasEntrega: { es: 'Dónde entrega, y por cuánto.', en: 'Where it delivers, and for how much.' },
  Temporada: { es: 'Entre qué instantes se vende.', en: 'Between which instants it is sold.' },
  ValorOpcion: { es: 'Uno de los valores que se eligen.', en: 'One of the values that are chosen.' },
};
