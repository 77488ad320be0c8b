export { RAZONES_ANULACION, type RazonAnulacion } from './domain/anulacion.js';
export { CODIGOS_MOTIVO, type Motivo } from './domain/motivo.js';
export type { Tanda } from './domain/tanda.js';
export { TIPOS_TRAZA, type TipoTraza } from './domain/tipo.js';
export { EsperasQueue } from './esperas.queue.js';
export { EventoInput } from './evento.dto.js';
export { TrazaAnnuller } from './traza-annuller.js';
export { TrazaWriter } from './traza-writer.js';
