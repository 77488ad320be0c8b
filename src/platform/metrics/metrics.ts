import { Registry } from '../registry/registry.js';
import type { Metric } from './metric.js';

/** Everything that is counted where it happens, as it was declared. */
export const metrics = new Registry<Metric>('La métrica');
