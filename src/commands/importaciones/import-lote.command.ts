import { Command } from '@nestjs/cqrs';

/** Works off the next lote of an uploaded file. Answers whether there was one; call it again while there is. */
export class ImportLoteCommand extends Command<boolean> {}
