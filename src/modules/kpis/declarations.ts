import type { Declarations } from '../../platform/declarations/declarations.js';
import { KPI_DIARIO } from './kpi-diario.js';
import { KPI_FIELDS } from './texts/kpi-fields.js';

/** What the platform is to know of this module. */
export const KPIS: Declarations = {
  aggregates: [KPI_DIARIO],
  description: { fields: [KPI_FIELDS] },
};
