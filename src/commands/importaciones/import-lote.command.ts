import { Command } from '@nestjs/cqrs';
import { SystemOnly } from '../../platform/access/access.js';

/** Works off the next lote of an uploaded file. Answers whether there was one; call it again while there is. */
@SystemOnly()
export class ImportLoteCommand extends Command<boolean> {}
