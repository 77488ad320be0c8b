import type { SchemaTexts } from '../../../platform/api-description/texts/text.js';

/** Schemas of envíos, of trazas on their way in, and of those who send, carry and see them. */
export const ENVIO_SCHEMAS: SchemaTexts = {
  AnnulTrazaInput: {
    es: 'Por qué se anula una traza, y qué pasó de verdad.',
    en: 'Why a traza is annulled, and what really happened.',
  },
  Anomalias: {
    es: 'Cuántas trazas no se creen, y por qué.',
    en: 'How many trazas are not believed, and why.',
  },
  Bloque: { es: 'Un bloque de códigos reservados.', en: 'A block of reserved codes.' },
  BloqueConCodigos: { es: 'Un bloque con sus códigos.', en: 'A block with its codes.' },
  BloqueInput: {
    es: 'Códigos para etiquetas que se imprimen antes.',
    en: 'Codes for labels that are printed beforehand.',
  },
  CancelEnvioInput: { es: 'Por qué se cancela un envío.', en: 'Why an envío is cancelled.' },
  Captura: {
    es: 'Respuesta a una captura: lo aceptado está en disco.',
    en: 'Answer to a capture: what was accepted is on disk.',
  },
  Carril: { es: 'De dónde a dónde.', en: 'From where to where.' },
  Centro: {
    es: 'Un centro: donde se clasifican, guardan o entregan envíos.',
    en: 'A centro: where envíos are sorted, kept or handed over.',
  },
  CentroCambiado: { es: 'Un centro que se cambió.', en: 'A centro that was changed.' },
  CentroCambio: {
    es: 'Qué cambia de un centro; lo que falta queda como está.',
    en: 'What of a centro changes; what is left out stays.',
  },
  CentroInput: { es: 'Un centro nuevo.', en: 'A new centro.' },
  Cliente: { es: 'Un cliente: quien hace envíos.', en: 'A cliente: who sends envíos.' },
  ClienteCambiado: { es: 'Un cliente que se cambió.', en: 'A cliente that was changed.' },
  ClienteCambio: {
    es: 'Qué cambia de un cliente; lo que falta queda como está.',
    en: 'What of a cliente changes; what is left out stays.',
  },
  ClienteInput: { es: 'Un cliente nuevo.', en: 'A new cliente.' },
  Correccion: { es: 'Una traza que corrige una anulada.', en: 'A traza that corrects an annulled one.' },
  DatosEvento: { es: 'Lo que un evento dice de su envío.', en: 'What an event says of its envío.' },
  Destinatario: { es: 'Quién recibe un envío.', en: 'Who receives an envío.' },
  DestinatarioCambio: {
    es: 'Qué cambia de quien recibe; lo que falta queda como está.',
    en: 'What changes of the person who receives; what is left out stays.',
  },
  Direccion: { es: 'De dónde viene un envío, o adónde va.', en: 'Where an envío comes from, or goes to.' },
  DireccionCambio: {
    es: 'Qué cambia de una dirección; lo que falta queda como está.',
    en: 'What of an address changes; what is left out stays.',
  },
  Dispositivo: { es: 'Un dispositivo, según sus trazas.', en: 'A device, as its trazas show it.' },
  EnvioCambio: {
    es: 'Qué se corrige de un envío antes de que salga; lo que falta queda como está.',
    en: 'What of an envío is corrected before it leaves; what is left out stays.',
  },
  EnvioCancelado: { es: 'Un envío que se canceló.', en: 'An envío that was cancelled.' },
  EnvioCreado: { es: 'Un envío recién creado.', en: 'An envío that was just created.' },
  EnvioDetalle: {
    es: 'Un envío con su historial, lo más nuevo primero.',
    en: 'An envío with its history, newest first.',
  },
  EnvioInput: { es: 'Un envío nuevo.', en: 'A new envío.' },
  EnvioResumen: { es: 'Un envío como lo muestran las listas.', en: 'An envío as lists show it.' },
  EpcisCaptureJob: {
    es: 'Un trabajo de captura, como lo dice GS1 EPCIS 2.0.',
    en: 'A capture job, as GS1 EPCIS 2.0 words it.',
  },
  EpcisDocumento: { es: 'Un documento de GS1 EPCIS 2.0.', en: 'A document of GS1 EPCIS 2.0.' },
  EpcisError: {
    es: 'Un evento de un documento que no se capturó, como problema (RFC 9457).',
    en: 'An event of a document that was not captured, as a problem (RFC 9457).',
  },
  ErrorDeCampo: { es: 'Qué está mal en un campo.', en: 'What is wrong with a field.' },
  Evento: {
    es: 'Algo que pasó con un envío, como CloudEvents 1.0 (JSON estructurado).',
    en: 'Something that happened to an envío, as CloudEvents 1.0 (structured JSON).',
  },
  TrazaDeRecibo: { es: 'Qué fue de una traza de una captura.', en: 'What became of a traza of a capture.' },
  TrazaSinCodigo: {
    es: 'Qué pasó con un envío que ya se nombró: una traza sin su código.',
    en: 'What happened to an envío that is named already: a traza without its code.',
  },
  TrazaRechazada: {
    es: 'Una traza de una solicitud que no se aceptó.',
    en: 'A traza of a request that was not taken in.',
  },
  FaltaDeCampo: { es: 'Qué está mal en un campo, y dónde.', en: 'What is wrong with a field, and where.' },
  FiltroRechazos: { es: 'Qué rechazos.', en: 'Which rechazos.' },
  LoteCreado: { es: 'Los envíos de un lote, en su orden.', en: 'The envíos of a batch, in its order.' },
  LoteInput: {
    es: 'Hasta mil envíos nuevos: se crean todos o ninguno.',
    en: 'Up to a thousand new envíos: all of them are created, or none.',
  },
  Nombrado: {
    es: 'Lo que un envío muestra de su cliente o transportista.',
    en: 'What an envío shows of its cliente or transportista.',
  },
  PaginaBloques: { es: 'Una página de bloques.', en: 'A page of blocks.' },
  PaginaCentros: { es: 'Una página de centros.', en: 'A page of centros.' },
  PaginaClientes: { es: 'Una página de clientes.', en: 'A page of clientes.' },
  PaginaDispositivos: { es: 'Una página de dispositivos.', en: 'A page of devices.' },
  PaginaEnvios: { es: 'Una página de envíos.', en: 'A page of envíos.' },
  PaginaRechazos: { es: 'Una página de rechazos.', en: 'A page of rechazos.' },
  PaginaTransportistas: { es: 'Una página de transportistas.', en: 'A page of transportistas.' },
  PaginaTrazas: { es: 'Una página de las trazas de un envío.', en: 'A page of the trazas of an envío.' },
  Problema: { es: 'Un problema (RFC 9457).', en: 'A problem (RFC 9457).' },
  Rechazo: {
    es: 'Una traza que se aceptó y no se pudo guardar.',
    en: 'A traza that was acknowledged and could not be stored.',
  },
  Recibo: { es: 'El recibo de una captura.', en: 'The receipt of a capture.' },
  Reproceso: { es: 'Qué resultó de intentar muchos de nuevo.', en: 'What came of trying many again.' },
  Transportista: { es: 'Un transportista: quien lleva envíos.', en: 'A transportista: who carries envíos.' },
  TransportistaCambiado: { es: 'Un transportista que se cambió.', en: 'A transportista that was changed.' },
  TransportistaCambio: {
    es: 'Qué cambia de un transportista; su código, nunca.',
    en: 'What of a transportista changes; its codigo never does.',
  },
  TransportistaInput: { es: 'Un transportista nuevo.', en: 'A new transportista.' },
  TrazaAnulada: { es: 'Una traza que se anuló.', en: 'A traza that was annulled.' },
  TrazaHistorial: { es: 'Una traza del historial de un envío.', en: 'A traza in the history of an envío.' },
  TrazaInput: { es: 'Una traza, como la envía un dispositivo.', en: 'A traza, as a device posts it.' },
};
