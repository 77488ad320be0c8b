import { CLIENTE_ID } from '../../estados/contract.js';
import type { FieldTexts } from '../../../platform/api-description/texts/text.js';

const BLOQUE_ID = '0195f7a0-0000-7000-8000-00000000b10c';

/** Fields of envíos, and of those who send and carry them. */
export const ENVIO_FIELDS: FieldTexts = {
  'ClienteCambio.nombre': [
    'Nombre nuevo; llega a todos sus envíos.',
    'New name; it reaches all of its envíos.',
    'Café Andino',
  ],
  'ClienteCambio.documento': [
    'Documento tributario o de identidad; nulo lo quita.',
    'Tax or identity document; null takes it away.',
    '20123456789',
  ],
  'ClienteCambio.email': [
    'Correo electrónico; nulo lo quita.',
    'E-mail address; null takes it away.',
    'ana@cafeandino.pe',
  ],
  'EnvioCambio.fechaEstimada': [
    'Cuándo debería llegar; nulo la quita.',
    'When it should arrive; null takes it away.',
    '2026-12-01T23:59:59.000Z',
  ],
  'DestinatarioCambio.nombre': ['Nombre de quien lo recibe.', 'Name of whoever receives it.', 'Ana Q.'],
  'DestinatarioCambio.telefono': [
    'Teléfono en E.164; nulo lo quita.',
    'Phone number in E.164; null takes it away.',
    '+51987654321',
  ],
  'DestinatarioCambio.email': [
    'Correo electrónico; nulo lo quita.',
    'E-mail address; null takes it away.',
    null,
  ],
  'BloqueInput.cantidad': ['Cuántos códigos.', 'How many codes.', 2],
  'BloqueInput.expiraEn': [
    'Hasta cuándo se pueden crear envíos con ellos, y esperan las trazas por esos envíos; sin fin, si se omite.',
    'Until when envíos may be created with them, and trazas wait for those; without end if left out.',
    '2027-01-31T00:00:00.000Z',
  ],
  'Bloque.id': ['Identificador (UUID).', 'Identifier (UUID).', BLOQUE_ID],
  'BloqueConCodigos.id': ['Identificador (UUID).', 'Identifier (UUID).', BLOQUE_ID],
  cantidad: ['Cuántos códigos tiene.', 'How many codes it has.', 2],
  solicitadoPor: ['Dirección de quien lo pidió.', 'Address of whoever asked for it.', '127.0.0.1'],
  expiraEn: [
    'Hasta cuándo sirve; nulo si no vence.',
    'Until when it is good; null if it does not expire.',
    '2027-01-31T00:00:00.000Z',
  ],
  codigos: [
    'Sus códigos, en un orden que nada dice.',
    'Its codes, in an order that tells nothing.',
    ['TZ123456785PE', 'TK073194280PE'],
  ],
  libres: [
    'Los que ningún envío tiene todavía; ninguno cuando el bloque venció.',
    'Those that no envío has yet; none once the block has expired.',
    ['TK073194280PE'],
  ],
  usados: ['Cuántos tiene ya un envío.', 'How many of them an envío has.', 1],
  'EnvioInput.codigo': [
    'Un código que se reservó para él (`POST /v1/codigos`); uno nuevo, si se omite.',
    'A code that was reserved for it (`POST /v1/codigos`); a new one if left out.',
    null,
  ],
  'Cliente.id': ['Identificador (UUID).', 'Identifier (UUID).', CLIENTE_ID],
  propagacionId: [
    'Ejecución que lleva el nombre nuevo a los modelos de lectura; las lecturas ya lo muestran. Nulo si el nombre no cambió.',
    'Ejecución that takes the new name to the read models; reads show it already. Null if the name is as it was.',
    null,
  ],
  'TransportistaInput.nombre': ['Nombre del transportista.', 'Name of the transportista.', 'Rápidos del Sur'],
  'TransportistaCambio.nombre': [
    'Nombre nuevo; llega a todos sus envíos.',
    'New name; it reaches all of its envíos.',
    'Rápidos del Sur',
  ],
  'Transportista.nombre': ['Nombre del transportista.', 'Name of the transportista.', 'Rápidos del Sur'],
  'TransportistaCambiado.nombre': [
    'Nombre del transportista.',
    'Name of the transportista.',
    'Rápidos del Sur',
  ],
  'TransportistaInput.codigo': [
    'Código corto, único entre los transportistas.',
    'Short code, unique among transportistas.',
    'RDS',
  ],
  'Transportista.codigo': [
    'Código corto, único entre los transportistas.',
    'Short code, unique among transportistas.',
    'RDS',
  ],
  'TransportistaCambiado.codigo': [
    'Código corto, único entre los transportistas.',
    'Short code, unique among transportistas.',
    'RDS',
  ],
  'CentroInput.nombre': ['Nombre del centro.', 'Name of the centro.', 'Centro Lima Norte'],
  'Centro.nombre': ['Nombre del centro.', 'Name of the centro.', 'Centro Lima Norte'],
  'CentroInput.codigo': [
    'Código corto, único entre los centros.',
    'Short code, unique among centros.',
    'LIM-N',
  ],
  'CentroCambio.nombre': ['Nombre del centro.', 'Name of the centro.', 'Centro Lima Norte'],
  'CentroCambiado.nombre': ['Nombre del centro.', 'Name of the centro.', 'Centro Lima Norte'],
  'CentroCambiado.codigo': [
    'Código corto, único entre los centros.',
    'Short code, unique among centros.',
    'LIM-N',
  ],
  'CentroCambiado.propagacionId': [
    'Ejecución que lleva el nombre nuevo al historial de sus envíos; hasta que termina, un historial puede decir el de antes. Nulo si el nombre no cambió.',
    'Ejecución that takes the new name to the historial of its envíos; until it ends a historial may say the one of before. Null if the name is as it was.',
    null,
  ],
  'Centro.codigo': ['Código corto, único entre los centros.', 'Short code, unique among centros.', 'LIM-N'],

  referencia: [
    'Referencia propia del cliente, un número de pedido por ejemplo.',
    'The cliente’s own reference, an order number for instance.',
    'pedido-77',
  ],
  destinatario: ['Quién lo recibe.', 'Who receives it.'],
  'Destinatario.nombre': ['Nombre de quien lo recibe.', 'Name of whoever receives it.', 'Ana Q.'],
  'Destinatario.email': ['Correo electrónico.', 'E-mail address.', null],
  origen: ['De dónde sale.', 'Where it comes from.'],
  destino: ['Adónde va.', 'Where it goes to.'],
  bultos: ['Número de bultos.', 'Number of pieces.', 1],
  pesoG: ['Peso en gramos.', 'Weight in grams.', 1200],
  fechaEstimada: ['Cuándo debería llegar.', 'When it should arrive.', '2026-12-01T23:59:59.000Z'],
  'EnvioInput.creadoEn': [
    'Cuándo se creó de verdad, para cargar lo pasado; ahora, si se omite.',
    'When it was really created, for backfill; now if left out.',
    '2026-11-22T14:00:00Z',
  ],
  envios: ['Los envíos.', 'The envíos.'],
  'LoteInput.envios': [
    'Los envíos por crear: todos o ninguno.',
    'The envíos to create: all of them or none.',
  ],
  'LoteCreado.envios': [
    'Los envíos creados, en el orden del lote.',
    'The envíos that were created, in the order of the batch.',
  ],
  'EnvioCreado.estado': ['Su estado: `registrado`.', 'Its estado (state): `registrado`.', 'registrado'],
  'EnvioResumen.estado': [
    'Su estado según su historial.',
    'Its estado (state) by its history.',
    'en_reparto',
  ],
  'EnvioDetalle.estado': [
    'Su estado según su historial.',
    'Its estado (state) by its history.',
    'en_reparto',
  ],
  'EnvioResumen.motivo': ['Por qué está en ese estado.', 'Why it is in that estado.', null],
  'EnvioDetalle.motivo': ['Por qué está en ese estado.', 'Why it is in that estado.', null],
  cliente: ['El remitente.', 'The sender.'],
  transportista: ['Quien lo lleva.', 'Who carries it.'],
  primeraTrazaEn: [
    'Cuándo ocurrió su primera traza.',
    'When its first traza happened.',
    '2026-11-22T15:04:05.000Z',
  ],
  ultimaTrazaEn: [
    'Cuándo ocurrió su última traza.',
    'When its last traza happened.',
    '2026-11-22T15:04:05.000Z',
  ],
  totalTrazas: ['Cuántas trazas tiene.', 'How many trazas it has.', 1],
  ultimoCentroId: [
    'Centro de la última traza, si lo tiene.',
    'Centro of the last traza, if that has one.',
    null,
  ],
  fuente: [
    'De dónde viene la respuesta: cambió desde el último refresco (`delta`), de la base, del archivo, o calculada del historial hasta un instante (`al`).',
    'Where the answer comes from: changed since the last refresh (`delta`), from the base, from the archive, or folded from the history up to an instant (`al`).',
    'base',
  ],
  historial: ['Sus trazas, las más nuevas primero.', 'Its trazas, newest first.'],
  'PaginaEnvios.archivo': [
    'Hasta dónde alcanza el filtro el archivo; nulo si no lo alcanza.',
    'How far the filter reaches into the archive; null if it does not.',
    null,
  ],
  'EnvioCancelado.estado': ['Su estado: `cancelado`.', 'Its estado: `cancelado`.'],
  'CancelEnvioInput.motivo': ['Por qué se cancela.', 'Why it is cancelled.', 'cancelado_por_remitente'],
  'AnnulTrazaInput.razon': ['Por qué se anula.', 'Why it is annulled.'],
  'TrazaAnulada.razon': [
    'Por qué se anuló; la primera vez, si ya lo estaba.',
    'Why it was annulled; of the first annulment, if it was annulled before.',
  ],
  'AnnulTrazaInput.correcciones': [
    'Trazas del mismo envío que la corrigen, cada una con un `idEvento` propio.',
    'Trazas of the same envío that correct it, each with an `idEvento` of its own.',
  ],
  'TrazaAnulada.correcciones': [
    'Qué fue de las correcciones de esta solicitud.',
    'What became of the corrections of this request.',
  ],
  anuladaEn: ['Cuándo se anuló.', 'When it was annulled.', '2026-11-22T16:00:00.000Z'],
  'Correccion.resultado': ['Qué fue de ella.', 'What became of it.'],
  'Correccion.idEvento': ['Su `idEvento`.', 'Its `idEvento`.', '0c7b0a52-9a3c-4a52-8a7e-2f0a1d6a9b12'],
};
