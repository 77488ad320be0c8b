import { Ajv2020 } from 'ajv/dist/2020.js';
import type { HttpClient } from './http-client.js';

/** A check that a body is what the served description says of the schema of that name. */
export async function answersAs(http: HttpClient) {
  const { body } = await http.get<{ components: object }>('/docs/openapi.json');
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: 'api', components: body.components });
  return (name: string, answer: unknown) => {
    ajv.validate({ $ref: `api#/components/schemas/${name}` }, answer);
    expect({ name, answer, errors: ajv.errors }).toEqual({ name, answer, errors: null });
  };
}
