export { Anomalias } from './anomalias.dto.js';
export { type Anomalia, ANOMALIAS } from './domain/anomalia.js';
export { RAZONES_ANULACION, type RazonAnulacion } from './domain/anulacion.js';
export {
  CaptureTrazasCommand,
  MAX_TRAZAS,
  TrazaInput,
} from '../../commands/trazas/capture-trazas.command.js';
export { CaptureEnteraCommand } from '../../commands/trazas/capture-entera.command.js';
export { GetCapturaQuery } from '../../queries/trazas/get-captura.query.js';
export { bytesOf, CapturaDoor } from './captura-door.js';
export { ErrorDeCampo, type Recibo } from './captura.dto.js';
export type { Tanda } from './domain/tanda.js';
export { isAwaited } from './esperas.js';
export { EsperasQueue } from './esperas.queue.js';
export { PostableCodes } from './postable-codes.js';
export { TrazaSinCodigo } from './traza-sin-codigo.dto.js';
export { TrazaAnnuller } from './traza-annuller.js';
export { TrazaWriter } from './traza-writer.js';
export { type RazonRechazo } from './verdict.js';
