import { Injectable, type PipeTransform } from '@nestjs/common';
import { DomainError } from '../../platform/errors/domain-error.js';
import { Field } from '../../platform/validation/field-rule.js';
import { faultOfCodigo, normalizeCodigo } from './domain/codigo.js';

/** A tracking code with its check digit. */
export const Codigo = () =>
  Field({
    schema: { type: 'string', pattern: '^[A-Z]{2}[0-9]{9}[A-Z]{2}$', examples: ['TZ123456785PE'] },
    partial: true,
    check(value) {
      const fault = typeof value === 'string' ? faultOfCodigo(value) : 'codigo';
      return fault && { code: fault };
    },
  });

/** The tracking code of a path: as people write it, refused without a database call when it is mistyped. */
@Injectable()
export class CodigoPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    const codigo = normalizeCodigo(value);
    const fault = faultOfCodigo(codigo);
    if (fault) throw DomainError.invalid([{ pointer: '#/codigo', code: fault }]);
    return codigo;
  }
}
