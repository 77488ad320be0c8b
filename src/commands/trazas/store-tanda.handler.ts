import { Logger } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { TandaLanes } from '../../modules/trazas/tanda-lanes.js';
import { TandaSignal } from '../../modules/trazas/tanda-signal.js';
import { TRAZAS_SETTLED, VISIBLE_AFTER } from '../../modules/trazas/trazas-metrics.js';
import { WholeTandas } from '../../modules/trazas/whole-tandas.js';
import { StoreTandaCommand } from './store-tanda.command.js';

/** Ids that a line of the log names; of the others it says how many they are. */
const NAMED = 10;

@CommandHandler(StoreTandaCommand)
export class StoreTandaHandler implements ICommandHandler<StoreTandaCommand> {
  private readonly logger = new Logger('trazas');

  constructor(
    private readonly lanes: TandaLanes,
    private readonly whole: WholeTandas,
    private readonly signal: TandaSignal,
  ) {}

  // Safe to repeat: an event whose verdict is written keeps it, and a stored traza is not stored again.
  async execute({ tanda }: StoreTandaCommand): Promise<void> {
    const others = await (tanda.entera ? this.whole : this.lanes).storeTanda(tanda);
    TRAZAS_SETTLED.of().add(tanda.trazas.length);
    VISIBLE_AFTER.of().observe((Date.now() - Date.parse(tanda.recibidaEn)) / 1_000, tanda.trazas.length);
    if (others.length > 0)
      this.logger.warn({
        message: 'contenido-distinto',
        tanda: tanda.id,
        cuantas: others.length,
        idEventos: others.slice(0, NAMED),
      });
    this.signal.announce([tanda.id]);
  }
}
