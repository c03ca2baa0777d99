export const stepParameter = 'step';
export const choosingParameter = 'choose';

/** The address of a step of a workflow; to choose another model for it, with the list of models open. */
export function pathToStep(
  organization: string,
  workflowId: string,
  nodeId: string,
  { choosing = false } = {},
): string {
  const path = `/${organization}/workflows/${encodeURIComponent(workflowId)}`;
  const query = new URLSearchParams({
    [stepParameter]: nodeId,
    ...(choosing && { [choosingParameter]: 'model' }),
  });
  return `${path}?${query.toString()}`;
}
