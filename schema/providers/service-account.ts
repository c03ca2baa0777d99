import * as z from 'zod';

/** What is used of the key file of a Google service account. Where it says to get tokens from is not: Google's is. */
export type ServiceAccount = {
  client_email: string;
  private_key: string;
  private_key_id?: string | undefined;
  project_id?: string | undefined;
};

const shape = z.object({
  type: z.literal('service_account', 'type, which must be "service_account"'),
  client_email: z.string('client_email').regex(/^[^\s@]+@[^\s@]+$/, 'client_email'),
  private_key: z
    .string('private_key')
    .regex(/^-----BEGIN PRIVATE KEY-----\s[\s\S]+-----END PRIVATE KEY-----\s*$/, 'private_key'),
  private_key_id: z.string('private_key_id').optional(),
  project_id: z.string('project_id').optional(),
});

export function readServiceAccount(
  text: string,
  label: string,
): { account: ServiceAccount } | { fault: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { fault: `${label} is no JSON. Paste the whole key file, from { to }.` };
  }
  const read = shape.safeParse(value);
  if (read.success) return { account: read.data };
  const wrong = read.error.issues.map(({ path, message }) =>
    path.length === 0 ? 'all of its fields' : message,
  );
  return {
    fault: `${label}: these are missing or wrong: ${wrong.join(', ')}. Paste the key file of a service account as Google gave it.`,
  };
}
