import { readServiceAccount, type ServiceAccount } from '@patchbay/schema/providers/service-account.ts';
import { Secret } from '../credentials/secret.ts';
import { forgetGoogleAccessToken, googleAccessToken } from './google-access-token.ts';
import { googleModel, googleOptions } from './google-model.ts';
import type { ProviderImplementation } from './provider.ts';
import { ProviderError } from './provider-error.ts';

export const vertex: ProviderImplementation<'vertex'> = ({ settings, secrets, modelId, fetch }) => {
  const { region } = settings;
  const account = accountOf(secrets.serviceAccount);
  const project = settings.project ?? account.project_id;
  if (!project) {
    throw new ProviderError('credentials', {
      detail: 'The Service Account JSON names no project. Enter the Project ID under Models.',
    });
  }
  const host = hostOf(region);
  const location = `https://${host}/v1beta1/projects/${project}/locations/${region}`;
  const derivedSecrets = [new Secret(account.private_key)];
  return {
    host,
    ...googleModel(modelId, {
      provider: 'google.vertex.chat',
      // A tuned model has an endpoint of its own in the place of a publisher.
      baseURL: modelId.startsWith('endpoints/') ? location : `${location}/publishers/google`,
      async fetch(input, init) {
        const token = await googleAccessToken(account, fetch, init?.signal);
        derivedSecrets.push(token);
        const headers = new Headers(init?.headers);
        headers.set('authorization', `Bearer ${token.reveal()}`);
        const response = await fetch(input, { ...init, headers });
        if (response.status === 401) forgetGoogleAccessToken(account, fetch);
        return response;
      },
    }),
    headers: {},
    providerOptions: googleOptions('googleVertex'),
    derivedSecrets,
  };
};

function accountOf(secret: Secret | undefined): ServiceAccount {
  const label = 'The Service Account JSON';
  const read =
    secret && !secret.isEmpty
      ? readServiceAccount(secret.reveal(), label)
      : { fault: `${label} is missing.` };
  if ('account' in read) return read.account;
  throw new ProviderError('credentials', { detail: read.fault });
}

function hostOf(region: string): string {
  if (region === 'global') return 'aiplatform.googleapis.com';
  if (region === 'us' || region === 'eu') return `aiplatform.${region}.rep.googleapis.com`;
  return `${region}-aiplatform.googleapis.com`;
}
