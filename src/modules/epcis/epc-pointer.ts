/** Where an event says what a traza is of, relative to the event: see `epcs` of `EventRead`. */
export function epcPointer(epc: number): string {
  return epc < 0 ? `/quantityList/${-1 - epc}/epcClass` : `/epcList/${epc}`;
}
