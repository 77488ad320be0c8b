export { Lector } from './lector.dto.js';
export { readLectores } from './lector-row.js';
