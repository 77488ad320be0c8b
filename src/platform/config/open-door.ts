import type { ConfigFault } from './faults.js';

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

/**
 * Why the door may not stand open with these variables: others than whoever is on this machine could come in. Nobody puts that
 * right once it has happened, so the program does not start.
 */
export function openDoorFaults(env: Record<string, string | undefined>): ConfigFault[] {
  const { TRAZO_ACCESO, HOST = '127.0.0.1', NODE_ENV } = env;
  if (TRAZO_ACCESO !== 'abierto') return [];
  if (LOOPBACK.includes(HOST) && NODE_ENV !== 'production') return [];
  const fault =
    'abierto solo se acepta con HOST en esta máquina (127.0.0.1, ::1 o localhost) y sin NODE_ENV=production';
  return [{ variable: 'TRAZO_ACCESO', fault }];
}
