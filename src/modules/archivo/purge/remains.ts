/** What may stand for an envío or its cliente in a line of a file. */
interface Marks {
  clienteId: string;
  codes: ReadonlySet<string>;
}

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A JSON object without some of its fields, as text; the same text if it has none of them. */
export function withoutFields(text: string, names: readonly string[]): string {
  const body = JSON.parse(text) as Fields;
  const gone = names.filter((name) => body[name] !== undefined && body[name] !== null);
  if (gone.length === 0) return text;
  return JSON.stringify(Object.fromEntries(Object.entries(body).filter(([name]) => !gone.includes(name))));
}

/** Lines of a report of errors, with the cells of those blank that are about the cliente or one of its envíos. */
export function blankLines(text: string, { clienteId, codes }: Marks): string {
  const lines = JSON.parse(text) as { celdas?: string[] }[];
  let found = false;
  const isMark = (cell: string) =>
    cell.trim().toLowerCase() === clienteId || codes.has(cell.trim().toUpperCase());
  const left = lines.map((line) => {
    if (!line.celdas?.some(isMark)) return line;
    found ||= line.celdas.some((cell) => cell !== '' && !isMark(cell));
    return { ...line, celdas: line.celdas.map((cell) => (isMark(cell) ? cell : '')) };
  });
  return found ? JSON.stringify(left) : text;
}

/** An answer that is kept for a repeat, without the names of the cliente and the references of its envíos. */
export function withoutNames(text: string, { clienteId, codes }: Marks, deleted: string): string {
  let found = false;
  const put = (fields: Fields, changes: Fields): Fields => {
    found ||= Object.entries(changes).some(([name, value]) => fields[name] !== value);
    return { ...fields, ...changes };
  };
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (!isFields(value)) return value;
    const inner = Object.fromEntries(Object.entries(value).map(([name, part]) => [name, visit(part)]));
    if (inner['id'] === clienteId && 'nombre' in inner)
      return put(inner, { nombre: deleted, documento: null, email: null });
    if (typeof inner['codigo'] === 'string' && codes.has(inner['codigo']) && 'referencia' in inner)
      return put(inner, { referencia: null });
    return inner;
  };
  const left = visit(JSON.parse(text));
  return found ? JSON.stringify(left) : text;
}
