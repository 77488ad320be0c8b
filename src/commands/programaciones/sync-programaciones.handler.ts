import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { AlarmsQueue } from '../../modules/programaciones/alarms.queue.js';
import { ProgramacionSeeder } from '../../modules/programaciones/programacion-seeder.js';
import { SyncProgramacionesCommand } from './sync-programaciones.command.js';

@CommandHandler(SyncProgramacionesCommand)
export class SyncProgramacionesHandler implements ICommandHandler<SyncProgramacionesCommand> {
  constructor(
    private readonly seeder: ProgramacionSeeder,
    private readonly alarms: AlarmsQueue,
  ) {}

  async execute(): Promise<void> {
    await this.seeder.seed();
    await this.alarms.mirror();
  }
}
