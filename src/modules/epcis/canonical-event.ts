import { stringify } from 'safe-stable-stringify';

/**
 * An event as one text that does not depend on the order of its keys, without what may differ when the same event is
 * sent again: the list of EPCs, which may be divided otherwise, and the time at which somebody else recorded it.
 */
export function canonicalEvent(event: Record<string, unknown>): string {
  const { epcList: _epcs, recordTime: _recordTime, ...rest } = event;
  return stringify(rest);
}
