import { Field } from '../../platform/validation/field-rule.js';

/** Most trazas of one answer. */
export const MAX_HISTORIAL = 10_000;

const FORM = '^(todo|ninguno|[1-9][0-9]{0,4})$';
const form = new RegExp(FORM, 'u');

/** How many trazas a detail shows: `todo`, `ninguno`, or the newest so many. */
export const Historial = () =>
  Field({
    schema: { type: 'string', pattern: FORM },
    partial: true,
    check: (value) =>
      typeof value === 'string' && form.test(value) && !(Number(value) > MAX_HISTORIAL)
        ? undefined
        : { code: 'valor-desconocido', params: { valores: `todo, ninguno, 1 … ${MAX_HISTORIAL}` } },
  });

/** So many trazas. */
export function countOf(historial: string): number {
  if (historial === 'todo') return MAX_HISTORIAL;
  return historial === 'ninguno' ? 0 : Number(historial);
}
