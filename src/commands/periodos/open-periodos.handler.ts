import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { PeriodOpener } from '../../modules/periodos/period-opener.js';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { addMonths, monthOf } from '../../platform/database/month.js';
import { OpenPeriodosCommand } from './open-periodos.command.js';

@CommandHandler(OpenPeriodosCommand)
export class OpenPeriodosHandler implements ICommandHandler<OpenPeriodosCommand> {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly opener: PeriodOpener,
  ) {}

  execute({ simulacro }: OpenPeriodosCommand): Promise<string[]> {
    const current = monthOf(new Date());
    const ahead = Array.from({ length: this.config.TRAZO_PERIODOS_ADELANTE + 1 }, (_, count) =>
      addMonths(current, count),
    );
    return simulacro ? this.opener.listMissing(ahead) : this.opener.ensureOpen(ahead);
  }
}
