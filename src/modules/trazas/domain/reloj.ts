/** Clocks that differ by no more than this are left as they are: so much a request may take on its way. */
const TOLERANCIA_MS = 60_000;

/** When a traza happened, and what its device said of it. RFC 3339. */
export interface Hora {
  ocurridoEn: string;
  /** What the device said, where that was corrected; null where it stands. */
  ocurridoEnDispositivo: string | null;
}

/**
 * When a traza happened by our clock. A device that says when it sent it, by its own clock, tells by how much that clock is
 * off: over a minute, and the time of the traza is corrected by it.
 *
 * @param receivedAt - When we took it in, RFC 3339.
 */
export function horaOf(
  { ocurridoEn, enviadoEn }: { ocurridoEn: string; enviadoEn?: string | null | undefined },
  receivedAt: string,
): Hora {
  const skew = enviadoEn ? Date.parse(enviadoEn) - Date.parse(receivedAt) : 0;
  // What is no instant stays as it is, for PostgreSQL to refuse.
  const corrected = new Date(Date.parse(ocurridoEn) - skew);
  if (!(Math.abs(skew) > TOLERANCIA_MS) || Number.isNaN(corrected.getTime()))
    return { ocurridoEn, ocurridoEnDispositivo: null };
  return { ocurridoEn: corrected.toISOString(), ocurridoEnDispositivo: ocurridoEn };
}
