import { graphql } from '@/graphql/generated';
import type { ReadWorkflowFileMutation } from '@/graphql/generated/graphql';

export const ReadWorkflowFile = graphql(`
  mutation ReadWorkflowFile($projectId: ID!, $text: String, $document: JSON) {
    readWorkflowFile(input: { projectId: $projectId, text: $text, document: $document }) {
      ... on ReadWorkflowFilePayload {
        file {
          name
          description
          stepCount
          models {
            reference
            name
            here
            needs
            steps
            refusals {
              message
              fix
            }
          }
          connections {
            name
            origin
            kind
            steps
            tools
            choices {
              id
              name
            }
          }
          tools {
            name
            description
            connection
            there {
              id
            }
            same
            fault
          }
        }
      }
      ... on WorkflowFileError {
        faults {
          message
          line
          column
          excerpt
          caret
        }
      }
      ...Failure
    }
  }
`);

export type FileInView = Extract<ReadWorkflowFileMutation['readWorkflowFile'], { file: unknown }>['file'];

export const ImportWorkflow = graphql(`
  mutation ImportWorkflow($input: ImportWorkflowInput!) {
    importWorkflow(input: $input) {
      ... on ImportWorkflowPayload {
        workflow {
          id
        }
      }
      ...Failure
    }
  }
`);

/** As text it is told line by line what is wrong with it; what is too large for that goes as it was read. */
export function asInput(text: string): { text: string } | { document: unknown } {
  return JSON.stringify(text).length < largestText ? { text } : { document: JSON.parse(text) };
}

const largestText = 4_000_000;
