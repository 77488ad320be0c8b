import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { DomainError } from '../errors/domain-error.js';
import { isStorable } from './json-bounds.js';

/** A path parameter that is any text; one that PostgreSQL cannot even compare (`%00`) says so as a field error. */
@Injectable()
export class StorablePipe implements PipeTransform<string, string> {
  transform(value: string, { data = 'id' }: ArgumentMetadata): string {
    if (!isStorable(value)) throw DomainError.invalid([{ pointer: `#/${data}`, code: 'caracteres' }]);
    return value;
  }
}
