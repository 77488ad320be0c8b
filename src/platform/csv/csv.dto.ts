import { IsOptional } from 'class-validator';
import { OneOf } from '../validation/fields.js';

/** How a CSV file is written. */
export class CsvInput {
  /** Whether it begins with a byte order mark, which Excel needs for UTF-8. */
  @IsOptional()
  @OneOf(['true', 'false'])
  bom?: 'true' | 'false';
}
