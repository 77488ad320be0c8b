/** Stops the servers of this run and removes what they kept. */
export default async function globalTeardown() {
  await /** @type {{ stopServers?: () => Promise<void> }} */ (
    /** @type {unknown} */ (globalThis)
  ).stopServers?.();
}
