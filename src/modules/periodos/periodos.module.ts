import { Module } from '@nestjs/common';
import { OpenPeriodosHandler } from '../../commands/periodos/open-periodos.handler.js';
import { RebuildReadModelsHandler } from '../../commands/periodos/rebuild-read-models.handler.js';
import { RefreshReadModelsHandler } from '../../commands/periodos/refresh-read-models.handler.js';
import { PeriodOpener } from './period-opener.js';

const commandHandlers = [OpenPeriodosHandler, RefreshReadModelsHandler, RebuildReadModelsHandler];

@Module({ providers: [...commandHandlers, PeriodOpener], exports: [PeriodOpener] })
export class PeriodosModule {}
