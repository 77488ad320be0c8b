import type { Conditions } from '../conditions.js';
import type { AttributeFilter } from './attribute-filter.params.js';

/** The attributes of a producto `p` are as asked. A value is found by its index, in a list as well. */
export function addAttributes(where: Conditions, filters: readonly AttributeFilter[]): void {
  for (const { name, values = [], range } of filters) {
    if (range) {
      const number = `CASE WHEN jsonb_typeof(p.atributos -> ${where.parameter(name)}) = 'number'
        THEN (p.atributos ->> ${where.parameter(name)})::numeric END`;
      const [least, most] = range;
      if (least !== null) where.add(`${number} >= ${where.parameter(least)}::numeric`);
      if (most !== null) where.add(`${number} <= ${where.parameter(most)}::numeric`);
      continue;
    }
    const forms = values.flatMap((value) => [{ [name]: value }, { [name]: [value] }]);
    const contains = forms.map((form) => `p.atributos @> ${where.parameter(JSON.stringify(form))}::jsonb`);
    where.add(`(${contains.join(' OR ')})`);
  }
}
