/**
 * Which of these media types an `Accept` header likes best (RFC 9110, 12.5.1); the first of those that it likes equally,
 * undefined if it takes none of them.
 */
export function preferredType<T extends string>(
  accept: string | undefined,
  types: readonly T[],
): T | undefined {
  const ranges = (accept?.trim() || '*/*').split(',').map((range) => {
    const [name = '', ...params] = range.trim().toLowerCase().split(';');
    const quality = params.map((param) => /^\s*q=([\d.]+)\s*$/.exec(param)?.[1]).find(Boolean);
    return { name: name.trim(), quality: Number(quality ?? 1) };
  });
  // The most specific range that fits a type decides about it.
  const qualityOf = (type: T) =>
    [type, `${type.split('/')[0]}/*`, '*/*']
      .map((name) => ranges.find((range) => range.name === name)?.quality)
      .find((quality) => quality !== undefined) ?? 0;
  const rated = types
    .map((type) => ({ type, quality: qualityOf(type) }))
    .filter(({ quality }) => quality > 0);
  return rated.reduce<(typeof rated)[number] | undefined>(
    (best, next) => (best && best.quality >= next.quality ? best : next),
    undefined,
  )?.type;
}
