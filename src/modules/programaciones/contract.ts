export { JobLauncher } from './job-launcher.js';
