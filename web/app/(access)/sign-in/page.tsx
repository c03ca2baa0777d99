import type { Metadata } from 'next';
import { AccessCard } from '@/access/access-card';
import { safeReturnPath } from '@/access/paths';
import { SignInForm } from '@/access/sign-in-form';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { return: wanted } = await searchParams;
  return (
    <>
      <AccessCard title="Sign in">
        <SignInForm returnTo={safeReturnPath(typeof wanted === 'string' ? wanted : undefined)} />
      </AccessCard>
      <p className="mt-4 px-2 text-center text-xs text-balance text-muted">
        No account, or the password forgotten? An admin of your organisation can make you a link for either.
      </p>
    </>
  );
}
