import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { CodigoSeries } from './codigo-series.js';

/** The codes of this installation. */
@Injectable()
export class CodigoBook extends CodigoSeries {
  constructor(@Inject(CONFIG) { TRAZO_CODIGO_PAIS }: Config) {
    super(TRAZO_CODIGO_PAIS);
  }
}
