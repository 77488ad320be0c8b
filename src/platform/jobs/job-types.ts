import { Registry } from '../registry/registry.js';

/** Names of the types of jobs of each module, by the module's name: filled where they are declared. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled where jobs are declared
export interface DeclaredJobs {}

/** Name of a type of job. */
export type JobType = DeclaredJobs[keyof DeclaredJobs];

/** Every type of job there is. Start-up fails when one has no class, or two, or no parameters, or two. */
export const jobs = new Registry<string>('El trabajo');

/** Names of all types of jobs. */
export const jobTypes = () => jobs.names() as JobType[];
