import type { ProviderErrorKind } from './provider-error.ts';

/** What a provider answered instead of a result: its status, and the code and message of its error body. */
export type ProviderFailure = { status: number; code: string; message: string };

/**
 * Providers share neither statuses nor codes: the credit of one is used up with a 429, of another with a 400. What the
 * body says comes before the status.
 */
export function classifyProviderFailure({ status, code, message }: ProviderFailure): ProviderErrorKind {
  const said = `${code} ${message}`.toLowerCase();
  // An error inside an answer that began well often has no status: only its words can tell.
  const unsaid = status < 400;
  const requestAtFault = status >= 400 && status < 500 && status !== 408;

  const named = amazonKinds[code.toLowerCase().replace(/exception$/, '')];
  if (named && !quotaWords.test(said)) return named;
  if (status === 402) return 'quota';
  if (status === 429 && minuteWords.test(said)) return 'rate-limit';
  if ((requestAtFault || unsaid) && quotaWords.test(said)) return 'quota';
  if (status === 429 || rateLimitCodes.test(code) || (unsaid && rateLimitWords.test(said)))
    return 'rate-limit';
  if (status === 408) return 'timeout';
  if (status === 501) return 'unsupported-feature';
  // 424: the server behind the one that answers has failed.
  if (status >= 500 || status === 424) return 'outage';
  if (contentWords.test(said)) return 'content-refused';
  if (status === 401 || credentialWords.test(said)) return 'credentials';
  if (modelWords.test(said)) return 'model-not-found';
  if (status === 403) return 'credentials';
  if (tooLongWords.test(said)) return 'bad-request';
  if (unsupportedWords.test(said)) return 'unsupported-feature';
  if (status === 404) return 'model-not-found';
  return unsaid ? 'outage' : 'bad-request';
}

/** The exceptions of AWS whose name says what happened; of the others the words do. */
const amazonKinds: Readonly<Record<string, ProviderErrorKind>> = {
  throttling: 'rate-limit',
  servicequotaexceeded: 'quota',
  modelnotready: 'outage',
  modelerror: 'outage',
  modelstreamerror: 'outage',
  modeltimeout: 'timeout',
  internalserver: 'outage',
  serviceunavailable: 'outage',
  resourcenotfound: 'model-not-found',
  accessdenied: 'credentials',
  unrecognizedclient: 'credentials',
  invalidsignature: 'credentials',
  incompletesignature: 'credentials',
  missingauthenticationtoken: 'credentials',
  expiredtoken: 'credentials',
};

/** Google says "quota" of what is used up for a minute, too. */
const minuteWords = /per[ _]?minute/;
const quotaWords =
  /tokens per day|per_?day|usage limits|billing_error|requires billing|insufficient[_ ](quota|credit|balance|funds)|exceeded your current quota|quota[_ ]?exceeded|credit[_ ](balance|limit)|billing[_ ](hard[_ ]limit|not|inactive)|out of credits|included credits|payment required|spending limit|unpaid|past invoices|^limitexceeded/;
const rateLimitCodes = /^(rate_limit\w*|too_?many_?requests|resource_exhausted)$/i;
const rateLimitWords = /rate[- _]?limit|too many requests/;
const contentWords =
  /content[_ ](filter|policy|management)|moderation|flagged|safety (system|settings|policy)|responsibleai/;
const credentialWords =
  /(invalid|incorrect|missing|expired|no)[_ ](api[_ ]?key|auth|credential|token provided)|api[_ ]?key (not valid|invalid|expired)|unauthori[sz]ed|authentication[_ ]error|permission_?denied|not(authenticated|authorized)|permission_error|invalid_(grant|client)|unauthorized_client|security token|bearer token/;
const modelWords =
  /model[_ ]not[_ ](found|available)|(model|deployment)\b.{0,80}(does not exist|not found|not available)|no such model|unknown model|invalid model\b|not a valid model|unable to access (non-serverless )?model|endpoint is paused|model identifier is invalid|on-demand throughput/;
const tooLongWords = /context[_ ]length|too (long|many tokens)|maximum context|reduce the length/;
const unsupportedWords =
  /unsupported|not ?supported|only supported|does(n['’]t| not) (support|work with)|is not enabled for|may only be set to|is deprecated for this model|may not be enabled when|no endpoints found that (support|can handle)|enabled only for|extra inputs are not permitted|(unrecogni[sz]ed|unknown) (request argument|property|field|parameter)/;
