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

/** The projects that workflows can be in. */
export function useProjects() {
  const [{ data }] = useQuery({ query: ProjectsOfWorkflows });
  return data?.organization.projects.nodes ?? [];
}
