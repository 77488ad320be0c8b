import type { JobContext, JobResult } from './job-context.js';
import type { JobType } from './job-types.js';

/**
 * One type of job: stands in `workers/<module>/<verb-noun>.job.ts`, dispatches commands and holds no logic of its own. A
 * long command gets the context itself, to report progress and to mark its safe points.
 */
export interface JobDefinition<Parameters extends object = object> {
  readonly type: JobType;
  /** The DTO of its parameters, marked with `@ParametersOf(type)`: it stands beside the command that the job dispatches. */
  readonly Parameters: new () => Parameters;
  /**
   * Does one run.
   *
   * @returns its result; null when there was nothing to do: such a run of a programación leaves no row behind.
   * @throws any error: the run is then `fallida`. A `DomainError` becomes its problem; of other errors the message is kept.
   */
  run(context: JobContext<Parameters>): Promise<JobResult | null>;
}
