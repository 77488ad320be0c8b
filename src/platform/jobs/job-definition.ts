import type { JobContext, JobResult } from './job-context.js';
import type { JobType } from './job-types.js';

/**
 * One type of job: stands in `workers/<module>/<verb-noun>.job.ts`, dispatches commands and holds no logic of its own. A
 * command that takes its time gets the context itself, to tell how far it is and to find its safe points.
 */
export interface JobDefinition<Parameters extends object = object> {
  readonly type: JobType;
  /** The DTO of its parameters, marked with `@ParametersOf(type)`: it stands beside the command that the job dispatches. */
  readonly Parameters: new () => Parameters;
  /**
   * Does one run.
   *
   * @returns what came of it; null when there was nothing to do: such a run of a programación leaves no row behind.
   * @throws whatever went wrong: the run is `fallida`, with a `DomainError` as its problem, or the message of another one.
   */
  run(context: JobContext<Parameters>): Promise<JobResult | null>;
}
