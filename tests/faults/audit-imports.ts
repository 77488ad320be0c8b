import { inLanes } from '../../tools/runtime/lanes.js';
import type { Importacion } from '../../src/modules/importaciones/importacion.dto.js';
import type { DeviceClient } from './device-client.js';
import type { Ledger } from './ledger.js';
import type { System } from './system.js';

const LANES = 8;

/** Files that were acknowledged and are not through, or say another number of good and wrong lines than they had. */
export async function findImportFaults(
  { urls }: System,
  { imports }: Ledger,
  client: DeviceClient,
): Promise<string[]> {
  const faults = await inLanes(imports, LANES, async ({ id, good, wrong }, number) => {
    const reply = await client.get(`${urls[number % urls.length]}/v1/importaciones/${id}`);
    if (reply.status !== 200) return [`${id}: ${reply.outcome}`];
    const { estado, aceptadas, rechazadas } = JSON.parse(reply.body) as Importacion;
    const right = estado === 'completada' && aceptadas === good && rechazadas === wrong;
    return right ? [] : [`${id}: ${estado}, ${aceptadas} of ${good}, ${rechazadas} of ${wrong}`];
  });
  return faults.flat();
}
