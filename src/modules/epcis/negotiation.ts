import type { IncomingHttpHeaders } from 'node:http';
import { DomainError } from '../../platform/errors/domain-error.js';
import { preferredType } from '../../platform/http/accept.js';

const TYPES = ['application/json', 'application/ld+json'] as const;
/** Versions that answers have, of the standard and of its vocabulary. */
const VERSION = [2, 0, 0];
const AS_THEY_CAME = ['No_Preference', 'Never_Translates'];

/**
 * The media type to answer a query in, after everything that the client says of the answer that it takes.
 *
 * @throws {DomainError} `formato-no-disponible` when we have none such: another type, another version, translated EPCs.
 */
export function typeAccepted(headers: IncomingHttpHeaders): string {
  const type = preferredType(headers.accept, TYPES);
  const format = headers['gs1-epc-format'];
  const versions = ['gs1-epcis', 'gs1-cbv'].every((part) =>
    spans(headers[`${part}-min`], headers[`${part}-max`]),
  );
  if (type && versions && (format === undefined || AS_THEY_CAME.includes(String(format)))) return type;
  throw new DomainError('formato-no-disponible', {
    tipos: `${TYPES.join(', ')}; EPCIS 2.0.0, Never_Translates`,
  });
}

function spans(min: string | string[] | undefined, max: string | string[] | undefined): boolean {
  return compareTo(min, VERSION) <= 0 && compareTo(max, VERSION) >= 0;
}

/** How a version stands to another one; a missing one is equal, and one that is no version is none that we have. */
function compareTo(version: string | string[] | undefined, other: readonly number[]): number {
  if (version === undefined) return 0;
  const parts = String(version).split('.').map(Number);
  if (parts.some((part) => !Number.isInteger(part))) return Number.NaN;
  return other.map((part, index) => Math.sign((parts[index] ?? 0) - part)).find((sign) => sign !== 0) ?? 0;
}
