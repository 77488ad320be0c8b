import { monitorEventLoopDelay } from 'node:perf_hooks';

// Loaded into the API before it starts: says for how long at most its event loop stood still since it was asked last, and how
// much CPU its thread used meanwhile.
const RESOLUTION_MS = 1;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();
let before = process.threadCpuUsage();

process.on('message', (message) => {
  if (/** @type {{ tipo?: string }} */ (message).tipo !== 'bucle') return;
  const { user, system } = process.threadCpuUsage(before);
  const ms = Math.max(0, delay.max / 1e6 - RESOLUTION_MS);
  process.send?.({ tipo: 'bucle', ms, cpuMs: (user + system) / 1e3 });
  before = process.threadCpuUsage();
  delay.reset();
});
// The parent's questions keep no process alive that wants to end.
process.channel?.unref();
