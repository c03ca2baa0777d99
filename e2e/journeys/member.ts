import { randomBytes } from 'node:crypto';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { adminSession, runningStack } from '../stack/running-stack.ts';
import { askGraphql } from './graphql.ts';
import { expect, signedOut, watch } from './test.ts';

export interface Member {
  name: string;
  email: string;
  password: string;
  page: Page;
  /** Of the browser that they joined in. */
  context: BrowserContext;
}

/** Somebody new in the demonstration organisation, signed in in a browser of their own. */
export async function withMember(browser: Browser, act: (member: Member) => Promise<void>): Promise<void> {
  const { url } = runningStack();
  const mark = randomBytes(4).toString('hex');
  const person = {
    name: `Mia ${mark}`,
    email: `mia-${mark}@example.org`,
    password: `${mark} horses in a row`,
  };
  const context = await browser.newContext({ storageState: signedOut, baseURL: url });
  const complaints = watch(context, url);
  try {
    const token = await invite(browser, person.email);
    const joined = await context.request.post(`${url}/auth/invitation/accept`, {
      headers: { origin: url },
      data: { token, name: person.name, password: person.password },
    });
    expect(joined.status()).toBe(200);
    await act({ ...person, context, page: await context.newPage() });
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
  }
}

async function invite(browser: Browser, email: string): Promise<string> {
  const admin = await browser.newContext({ storageState: adminSession() });
  const { inviteMember } = await askGraphql<{ inviteMember: { link: string } }>(
    admin.request,
    'mutation ($email: String!) { inviteMember(input: { email: $email, role: MEMBER }) { ... on InviteMemberPayload { link } } }',
    { email },
  );
  await admin.close();
  return new URL(inviteMember.link).hash.slice(1);
}
