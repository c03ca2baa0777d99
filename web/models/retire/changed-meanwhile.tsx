import { Notice } from '@/ui/notice';
import type { changesBetween } from './decision';

/** Somebody published or saved while this was decided: what that was. What was chosen is kept. */
export function ChangedMeanwhile({ added, gone }: ReturnType<typeof changesBetween>) {
  return (
    <Notice tone="danger" title="Its use has changed meanwhile">
      <p>Nothing was done yet. What you chose is kept: look again, then confirm.</p>
      {added.length > 0 && (
        <>
          <p className="mt-1.5">Come to use it:</p>
          <ul className="list-disc pl-5">
            {added.map(({ workflow, nodeId, stepName, live }) => (
              <li key={`${workflow.id} ${nodeId} ${live}`} className="wrap-anywhere">
                {workflow.name}: {stepName} ({live ? 'live' : 'draft'})
              </li>
            ))}
          </ul>
        </>
      )}
      {gone > 0 && (
        <p className="mt-1.5">
          {gone === 1 ? '1 step no longer uses it.' : `${gone} steps no longer use it.`}
        </p>
      )}
    </Notice>
  );
}
