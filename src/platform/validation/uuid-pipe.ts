import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { DomainError } from '../errors/domain-error.js';
import { isUuid } from './fields.js';

/** A path parameter that is a UUID; anything else cannot exist, and says so as a field error. */
@Injectable()
export class UuidPipe implements PipeTransform<string, string> {
  transform(value: string, { data = 'id' }: ArgumentMetadata): string {
    if (!isUuid(value)) throw DomainError.invalid([{ pointer: `#/${data}`, code: 'uuid' }]);
    return value.toLowerCase();
  }
}
