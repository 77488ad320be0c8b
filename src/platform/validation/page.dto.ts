import { Transform } from 'class-transformer';
import { IsOptional } from 'class-validator';
import { Integer, Text } from './fields.js';

const MAX_LIMIT = 200;

/** A whole number from a query string; what is not one stays as it is, for the rule to refuse. */
export const QueryInteger = () =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value,
  );

/** Which page of a list. */
export class PageInput {
  /** Rows of a page. */
  @QueryInteger()
  @Integer({ min: 1, max: MAX_LIMIT })
  limit: number = 50;

  /** Where the page starts: `siguiente` of the one before. */
  @IsOptional()
  @Text({ max: 500 })
  cursor?: string;
}
