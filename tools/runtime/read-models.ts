import { ENVIOS_DETALLE } from '../../src/modules/estados/envios-detalle.js';
import { KPI_DIARIO } from '../../src/modules/kpis/kpi-diario.js';
import { aggregates } from '../../src/platform/read-models/aggregate.js';
import { monthTables } from '../../src/platform/read-models/hot-months.js';
import { readModels } from '../../src/platform/read-models/read-model.js';

// What `src/declarations.ts` declares of read models. Node strips the types of a tool and cannot run all that stands behind that
// file.
readModels.fill([[ENVIOS_DETALLE.name, ENVIOS_DETALLE]]);
aggregates.fill([[KPI_DIARIO.name, KPI_DIARIO]]);
monthTables.fill([['meses', 'periodos']]);

export { readModels };
