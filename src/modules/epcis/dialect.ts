import type { Dialect } from '../../platform/errors/dialect.js';
import { BODY_LIMIT } from '../../platform/http/content-types.js';

/** Below this path the wire is that of GS1 EPCIS 2.0 (section 12), to the letter. */
const EPCIS_ROOT = '/epcis';

/** Most events of one document. */
export const MAX_EPCIS_EVENTS = 1_000;

/** Most EPCs of one event; classes of goods are counted with them. */
export const MAX_EPCS_OF_EVENT = 1_000;

/** Most EPCs of a document, of all its events together. */
export const MAX_EPCS = 10_000;

const HEADERS = {
  'gs1-epcis-version': '2.0.0',
  'gs1-epcis-min': '2.0.0',
  'gs1-epcis-max': '2.0.0',
  'gs1-cbv-version': '2.0.0',
  'gs1-cbv-min': '2.0.0',
  'gs1-cbv-max': '2.0.0',
  'gs1-epcis-capture-limit': String(MAX_EPCIS_EVENTS),
  'gs1-epcis-capture-file-size-limit': String(BODY_LIMIT),
};

/**
 * How the standard names a problem (EPCIS 2.0, 12.4): the `type` of its document.
 *
 * @param code - Of the problem, where the status does not say it all.
 */
export function epcisExceptionOf(status: number, code = ''): string {
  return `epcisException:${BY_CODE[code] ?? EXCEPTIONS[status] ?? (status >= 500 ? 'ImplementationException' : 'ValidationException')}`;
}

const EXCEPTIONS: Partial<Record<number, string>> = {
  401: 'SecurityException',
  403: 'SecurityException',
  404: 'NoSuchResourceException',
  406: 'NotAcceptableException',
  409: 'ResourceAlreadyExistsException',
  413: 'CaptureLimitExceededException',
  414: 'URITooLongException',
  415: 'UnsupportedMediaTypeException',
};

const BY_CODE: Partial<Record<string, string>> = {
  'consulta-epcis': 'QueryParameterException',
  'consulta-epcis-grande': 'QueryTooLargeException',
};

/** The wire of the standard. */
export const EPCIS_DIALECT: Dialect = {
  name: 'epcis',
  root: EPCIS_ROOT,
  headers: HEADERS,
  described: ['GS1-EPCIS-Version', 'GS1-CBV-Version', 'GS1-EPCIS-Capture-Limit'],
  typeOf: epcisExceptionOf,
};
