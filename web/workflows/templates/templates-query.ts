import { graphql } from '@/graphql/generated';
import type { WorkflowTemplatesQuery } from '@/graphql/generated/graphql';

export const WorkflowTemplates = graphql(`
  query WorkflowTemplates {
    workflowTemplates {
      slug
      name
      description
      kinds
    }
  }
`);

export type Template = WorkflowTemplatesQuery['workflowTemplates'][number];
