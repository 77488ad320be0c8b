import { Injectable, type PipeTransform } from '@nestjs/common';
import { DomainError } from '../../platform/errors/domain-error.js';
import { Field } from '../../platform/validation/field-rule.js';
import { faultOfCodigo, normalizeCodigo } from './domain/codigo.js';

const SCHEMA = { type: 'string', pattern: '^[A-Z]{2}[0-9]{9}[A-Z]{2}$', examples: ['TZ123456785PE'] };

/** A tracking code with its check digit. */
export const Codigo = () =>
  Field({
    schema: SCHEMA,
    partial: true,
    check(value) {
      const fault = typeof value === 'string' ? faultOfCodigo(value) : 'codigo';
      return fault && { code: fault };
    },
  });

/** Up to `max` tracking codes. */
export const Codigos = ({ max }: { max: number }) =>
  Field({
    schema: { type: 'array', items: SCHEMA, minItems: 1, maxItems: max },
    partial: true,
    check(value) {
      if (!Array.isArray(value) || value.length < 1 || value.length > max)
        return { code: 'cantidad', params: { min: 1, max } };
      const fault = value.map((codigo) => (typeof codigo === 'string' ? faultOfCodigo(codigo) : 'codigo'));
      const code = fault.find((found) => found !== undefined);
      return code && { code };
    },
  });

/**
 * The tracking code of a path: as people write it, refused without a database call when it is mistyped.
 *
 * @throws {DomainError} `validacion`
 */
export function parseCodigo(text: string): string {
  const codigo = normalizeCodigo(text);
  const fault = faultOfCodigo(codigo);
  if (fault) throw DomainError.invalid([{ pointer: '#/codigo', code: fault }]);
  return codigo;
}

/** The same for a parameter of Nest's. */
@Injectable()
export class CodigoPipe implements PipeTransform<string, string> {
  transform = parseCodigo;
}
