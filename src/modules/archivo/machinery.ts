import type { Provider } from '@nestjs/common';
import { ArchiveLock } from './archive-lock.js';
import { archivePool } from './archive-pool.js';
import { ArchivePurger } from './archive-purger.js';
import { ArchiveQueries } from './archive-queries.js';
import { ArchiveReader } from './archive-reader.js';
import { archiveStorage } from './archive-storage.js';
import { ArchivedEnvios } from './archived-envios.js';
import { ArchivedFigures } from './archived-figures.js';
import { ArchivedLists } from './archived-lists.js';
import { ArchivedMonths } from './archived-months.js';
import { Courtesy } from './courtesy.js';
import { FileKeeper } from './file-keeper.js';
import { HotPurger } from './hot-purger.js';
import { JobStarter } from './job-starter.js';
import { MonthCloser } from './month-closer.js';
import { MonthExporter } from './month-exporter.js';
import { MonthMachine } from './month-machine.js';
import { MonthRestorer } from './month-restorer.js';
import { MonthSeparator } from './month-separator.js';
import { MonthVerifier } from './month-verifier.js';
import { PeriodoLedger } from './periodo-ledger.js';
import { RemainsPurger } from './remains-purger.js';
import { Workbench } from './workbench.js';

/** The steps of the machine. */
const steps = [MonthMachine, MonthCloser, MonthExporter, MonthVerifier, MonthSeparator, MonthRestorer];

/** What stands behind the handlers of the archive. */
export const machinery: Provider[] = [
  ...steps,
  ...archiveStorage,
  archivePool,
  ArchiveLock,
  ArchivePurger,
  ArchiveQueries,
  ArchiveReader,
  ArchivedEnvios,
  ArchivedFigures,
  ArchivedLists,
  ArchivedMonths,
  Courtesy,
  FileKeeper,
  HotPurger,
  JobStarter,
  PeriodoLedger,
  RemainsPurger,
  Workbench,
];
