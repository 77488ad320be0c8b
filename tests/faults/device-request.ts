import { clockOf, type Device } from './device.js';
import { bodyOf, type Posted } from './ledger.js';

/** Whether an event counts; the others are wrong on purpose. */
export function isPosted(event: Posted | object): event is Posted {
  return 'acknowledged' in event;
}

/**
 * One attempt at sending events. Devices that say so say when they send it, by their own clocks and as of this very attempt:
 * in each event, or once for all of them where all are of one device.
 *
 * @param now - Milliseconds since 1970, by our clock.
 */
export function requestOf(events: readonly (Posted | object)[], devices: readonly Device[], now: number) {
  const deviceOf = (event: Posted | object) =>
    devices.find(({ id }) => id === (event as Partial<Posted>).dispositivoId);
  const first = events[0] && deviceOf(events[0]);
  const together = first?.says === 'cabecera' && events.every((event) => deviceOf(event) === first);
  const body = events.map((event) => {
    const device = deviceOf(event);
    const enviadoEn = device?.says && clockOf(device, now);
    if (!isPosted(event)) return event;
    if (enviadoEn) event.sentAt.add(enviadoEn);
    return { ...bodyOf(event), ...(enviadoEn && !together && { enviadoEn }) };
  });
  const headers: Record<string, string> = together ? { 'trazo-enviado-en': clockOf(first, now) } : {};
  return { body, headers };
}
