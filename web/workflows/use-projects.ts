'use client';

import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';

const ProjectsOfWorkflows = graphql(`
  query ProjectsOfWorkflows {
    organization {
      id
      projects(first: 100) {
        nodes {
          id
          name
          viewerRole
        }
      }
    }
  }
`);

/** The projects that workflows can be in; undefined while nobody knows. */
export function useAskedProjects() {
  const [{ data, error }, ask] = useQuery({ query: ProjectsOfWorkflows });
  return { projects: data?.organization.projects.nodes, error, ask };
}

/** For whoever has something to show meanwhile. */
export function useProjects() {
  return useAskedProjects().projects ?? [];
}
