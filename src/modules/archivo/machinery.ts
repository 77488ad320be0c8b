import type { Provider } from '@nestjs/common';
import { ArchiveLock } from './machine/archive-lock.js';
import { archivePool } from './run/archive-pool.js';
import { ArchiveHolder } from './purge/archive-holder.js';
import { ArchivePurger } from './purge/archive-purger.js';
import { ArchiveQueries } from './reads/archive-queries.js';
import { ArchiveReader } from './reads/archive-reader.js';
import { archiveStorage } from './files/archive-storage.js';
import { ArchivedEnvios } from './reads/archived-envios.js';
import { ArchivedFigures } from './reads/archived-figures.js';
import { ArchivedLists } from './reads/archived-lists.js';
import { ArchivedMonths } from './reads/archived-months.js';
import { ArchivedTrazas } from './reads/archived-trazas.js';
import { Courtesy } from './run/courtesy.js';
import { FileKeeper } from './files/file-keeper.js';
import { HotPurger } from './purge/hot-purger.js';
import { MonthCloser } from './machine/month-closer.js';
import { MonthExporter } from './machine/month-exporter.js';
import { MonthMachine } from './machine/month-machine.js';
import { MonthRestorer } from './machine/month-restorer.js';
import { MonthSeparator } from './machine/month-separator.js';
import { MonthVerifier } from './machine/month-verifier.js';
import { RemainsPurger } from './purge/remains-purger.js';
import { Workbench } from './files/workbench.js';

/** The steps of the machine. */
const steps = [MonthMachine, MonthCloser, MonthExporter, MonthVerifier, MonthSeparator, MonthRestorer];

/** What stands behind the handlers of the archive. */
export const machinery: Provider[] = [
  ...steps,
  ...archiveStorage,
  archivePool,
  ArchiveHolder,
  ArchiveLock,
  ArchivePurger,
  ArchiveQueries,
  ArchiveReader,
  ArchivedEnvios,
  ArchivedFigures,
  ArchivedLists,
  ArchivedMonths,
  ArchivedTrazas,
  Courtesy,
  FileKeeper,
  HotPurger,
  RemainsPurger,
  Workbench,
];
