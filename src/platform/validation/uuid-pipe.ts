import { Injectable, type PipeTransform } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { DomainError } from '../errors/domain-error.js';

/** A path parameter that is a UUID; anything else cannot exist, and says so as a field error. */
@Injectable()
export class UuidPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!isUUID(value)) throw DomainError.invalid([{ pointer: '#/id', code: 'uuid' }]);
    return value.toLowerCase();
  }
}
