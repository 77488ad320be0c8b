export { DispositivoWriter, type Sighting } from './dispositivo-writer.js';
