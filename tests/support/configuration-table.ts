import { configSchema } from '../../src/platform/config/config.js';

/** The table of docs/configuracion.md, made from the schema, so that it cannot be out of date. */
export function configurationTable(): string {
  const rows = Object.entries(configSchema.shape).map(([name, schema]) => {
    const given = schema.safeParse(undefined);
    const { data } = given;
    const value = data === false ? 'no' : data;
    const shown = Array.isArray(value) || value === undefined ? '' : `${value as string | number}`;
    return `| \`${name}\` | ${shown ? `\`${shown}\`` : '-'} | ${schema.description} |`;
  });
  return ['| variable | default | what it does |', '|---|---|---|', ...rows].join('\n');
}
