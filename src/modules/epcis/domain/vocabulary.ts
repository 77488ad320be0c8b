/** What the Core Business Vocabulary calls what happened, and what we call it. */
import { formsOfUri, plainUri } from './uri.js';

/** A tipo of traza that an EPCIS event can come to. */
export type EpcisTipo =
  | 'recogido'
  | 'en_transito'
  | 'en_reparto'
  | 'disponible_retiro'
  | 'retenido'
  | 'entregado'
  | 'en_devolucion'
  | 'devuelto'
  | 'siniestrado'
  | 'escaneo';

// The forms of one term: `shipping`, `urn:epcglobal:cbv:bizstep:shipping`, `https://ref.gs1.org/cbv/BizStep-shipping`,
// `cbv:BizStep-shipping`.
const STANDARD_TERM =
  /^(?:urn:epcglobal:cbv:(?:bizstep|disp):|(?:https?:\/\/[^/]*gs1\.org\/cbv\/|cbv:)(?:BizStep|Disp)-)/i;

const MOVING = new Set([
  'shipping',
  'departing',
  'arriving',
  'transporting',
  'loading',
  'unloading',
  'staging_outbound',
]);
const TO_BE_FETCHED = new Set(['available', 'sellable_accessible']);

/** The short name of a term of the vocabulary; any other URI stays as it is. */
export function termOf(value: unknown): string | undefined {
  return typeof value === 'string' ? plainUri(value).replace(STANDARD_TERM, '') : undefined;
}

/** Parts of the vocabulary: how its URNs and its web URIs call them. */
const PARTS = {
  bizStep: ['bizstep', 'BizStep'],
  disposition: ['disp', 'Disp'],
  bizTransaction: ['btt', 'BTT'],
  sourceDest: ['sdt', 'SDT'],
  errorReason: ['er', 'ER'],
} as const;

const ANY_TERM = /^(?:urn:epcglobal:cbv:[a-z]+:|(?:https?:\/\/[^/]*gs1\.org\/cbv\/|cbv:)[A-Za-z]+-)/i;

/** All forms in which a term may have been written; of a URI of somebody's own, itself. */
export function formsOf(part: keyof typeof PARTS, value: string): string[] {
  const term = plainUri(value).replace(ANY_TERM, '');
  if (term.includes(':')) return formsOfUri(value);
  const [urn, web] = PARTS[part];
  return [
    term,
    `urn:epcglobal:cbv:${urn}:${term}`,
    `cbv:${web}-${term}`,
    ...['https://ref', 'https://ns', 'http://ref', 'http://ns'].map(
      (host) => `${host}.gs1.org/cbv/${web}-${term}`,
    ),
  ];
}

/**
 * The tipo of a bizStep and a disposition, in any of their forms. Where the vocabulary has one word for two of ours
 * (`departing`, `holding`), the disposition decides. What our vocabulary has no word for moves nothing: an `escaneo`.
 * A private bizStep is part of the standard, so it is never a fault.
 */
export function tipoOf(bizStep: unknown, disposition: unknown): EpcisTipo {
  const step = termOf(bizStep);
  const state = termOf(disposition);
  if (state === 'damaged') return 'siniestrado';
  if (step === 'returning') return 'en_devolucion';
  if (state === 'returned') return step !== undefined && MOVING.has(step) ? 'en_devolucion' : 'devuelto';
  if (step === 'accepting') return 'entregado';
  if (step === 'receiving') return 'recogido';
  if (step === 'departing' && state !== 'in_transit') return 'en_reparto';
  if (step === 'holding')
    return state !== undefined && TO_BE_FETCHED.has(state) ? 'disponible_retiro' : 'retenido';
  if (step === 'arriving' || state === 'in_transit') return 'en_transito';
  return 'escaneo';
}
