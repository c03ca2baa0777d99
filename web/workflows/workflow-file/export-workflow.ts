import type { Client } from 'urql';
import { graphql } from '@/graphql/generated';
import { outcomeOf } from '@/graphql/outcome';
import { toast } from '@/ui/toast';
import { saveAsFile } from './save-as-file';

const Export = graphql(`
  query ExportWorkflow($workflowId: ID!, $version: Int) {
    exportWorkflow(workflowId: $workflowId, version: $version) {
      ... on WorkflowExport {
        fileName
        text
      }
      ...Failure
    }
  }
`);

/** Saves the draft, or a version, as a file, or says what in it is in the way. */
export async function exportWorkflow(
  client: Client,
  workflowId: string,
  version: number | null = null,
): Promise<void> {
  const { data, error } = await client
    .query(Export, { workflowId, version }, { requestPolicy: 'network-only' })
    .toPromise();
  const outcome = outcomeOf(data?.exportWorkflow, error);
  if (!outcome.ok) return toast.error('Nothing was exported', outcome.message);
  saveAsFile(outcome.data.fileName, outcome.data.text);
  toast.success(`Exported as ${outcome.data.fileName}`);
}
