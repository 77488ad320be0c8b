import { DomainError } from '../../../platform/errors/domain-error.js';
import { isStorable } from '../../../platform/validation/json-bounds.js';

/** What an attribute has to be: one of these values, or a number within bounds. */
export interface AttributeFilter {
  name: string;
  values?: unknown[];
  range?: [least: number | null, most: number | null];
}

const PREFIX = 'atributo.';
const NUMBER = '-?[0-9]{1,15}(?:\\.[0-9]{1,6})?';
const RANGE = new RegExp(`^(${NUMBER})?\\.\\.(${NUMBER})?$`);
const IS_NUMBER = new RegExp(`^${NUMBER}$`);
const LONGEST = 200;
const MOST = 20;

/**
 * The parameters of a query string that ask for attributes, and the others.
 *
 * @throws {DomainError} `validacion` for a parameter that asks for nothing
 */
export function attributeFilters(query: Readonly<Record<string, unknown>>): {
  attributes: AttributeFilter[];
  rest: Record<string, unknown>;
} {
  const [asked, others] = [true, false].map((own) =>
    Object.entries(query).filter(([key]) => key.startsWith(PREFIX) === own),
  ) as [[string, unknown][], [string, unknown][]];
  const wrong = asked.filter(
    ([key, value], index) => index >= MOST || !isAsked(key.slice(PREFIX.length), value),
  );
  if (wrong.length > 0)
    throw DomainError.invalid(
      wrong.map(([key]) => ({ pointer: `#/${key.slice(0, LONGEST)}`, code: 'filtro-de-atributo' })),
    );
  return {
    attributes: asked.map(([key, value]) => filterOf(key.slice(PREFIX.length), value as string)),
    rest: Object.fromEntries(others),
  };
}

function isAsked(name: string, value: unknown): boolean {
  const isText = (text: unknown) =>
    typeof text === 'string' && text.length > 0 && text.length <= LONGEST && isStorable(text);
  return isText(name) && isText(value) && value !== '..';
}

function filterOf(name: string, text: string): AttributeFilter {
  const range = RANGE.exec(text);
  const bound = (digits: string | undefined) => (digits === undefined ? null : Number(digits));
  if (range) return { name, range: [bound(range[1]), bound(range[2])] };
  const values: unknown[] = [text];
  if (IS_NUMBER.test(text)) values.push(Number(text));
  if (text === 'true' || text === 'false') values.push(text === 'true');
  return { name, values };
}
