/** Events with what their request says of when it was sent; one that says it itself is left as it is. */
export function withEnviadoEn(events: readonly unknown[], enviadoEn: string | undefined): readonly unknown[] {
  if (enviadoEn === undefined) return events;
  return events.map((event) =>
    typeof event === 'object' && event !== null && !Array.isArray(event) && !hasOwn(event)
      ? { ...event, enviadoEn }
      : event,
  );
}

function hasOwn(event: { enviadoEn?: unknown }): boolean {
  return event.enviadoEn !== undefined && event.enviadoEn !== null;
}
