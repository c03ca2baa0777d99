import { Notice } from '@/ui/notice';
import type { ModelDetails } from './model-details-query';

/** Why the model does not answer now, and what to do about it. */
export function StatusNotice({ status, isAdmin }: { status: ModelDetails['status']; isAdmin: boolean }) {
  if (status === 'INACTIVE') {
    return (
      <Notice title="This model is switched off">
        Steps that name it are refused until {isAdmin ? 'you switch it on' : 'an admin switches it on'} again.
      </Notice>
    );
  }
  if (status === 'DELETED') {
    return (
      <Notice tone="warning" title="This model is deleted">
        Steps that name it are refused. Its credentials are gone; it comes back when a model of the same
        provider is added under the same slug.
      </Notice>
    );
  }
  if (status === 'UNCONFIGURED') {
    return (
      <Notice tone="warning" title="Not configured by the operator">
        Platform models are called with a key of whoever operates this installation, and none is set. The
        operator sets OPENROUTER_API_KEY for the api and the worker and starts them again.{' '}
        {isAdmin
          ? 'Until then, add a custom model with credentials of your own.'
          : 'Until then, an admin can add a custom model with credentials of your organisation.'}
      </Notice>
    );
  }
  return null;
}
