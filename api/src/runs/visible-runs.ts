import { type Actor, visibleProjects } from '../access/actor.ts';

/** Those of the projects that somebody sees. */
export function visibleRuns(actor: Actor) {
  const projects = visibleProjects(actor);
  return projects === 'all' ? {} : { projectId: projects };
}
