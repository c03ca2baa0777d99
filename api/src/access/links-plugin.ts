// better-auth's part of our links: its sessions and cookies for what the links open.
import type { BetterAuthPlugin } from 'better-auth';
import { createAuthEndpoint, getSessionFromCtx } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import type { MikroORM } from '../orm.ts';
import { inputs } from './auth-routes.ts';
import { SpentLinkError } from './auth-errors.ts';
import { acceptInvitation, lookAtInvitation } from './invitation-link.ts';
import { enterByLink, resetPasswordByLink, setUpByLink } from './redeem-link.ts';

export function linksPlugin(orm: MikroORM) {
  return {
    id: 'links',
    endpoints: {
      enter: createAuthEndpoint('/enter', { method: 'POST', body: inputs.token }, async (ctx) => {
        await startSession(ctx, await enterByLink(orm, ctx.body.token));
        return ctx.json({ entered: true });
      }),
      lookAtInvitation: createAuthEndpoint(
        '/invitation/look',
        { method: 'POST', body: inputs.token },
        async (ctx) => ctx.json(await lookAtInvitation(orm, ctx.body.token)),
      ),
      acceptInvitation: createAuthEndpoint(
        '/invitation/accept',
        { method: 'POST', body: inputs.acceptInvitation },
        async (ctx) => {
          const session = await getSessionFromCtx(ctx);
          const signedIn = session && {
            userId: session.user.id,
            name: session.user.name,
            email: session.user.email,
          };
          const { userId, organizationSlug } = await acceptInvitation(orm, signedIn, ctx.body);
          if (!signedIn) await startSession(ctx, userId);
          return ctx.json({ organizationSlug });
        },
      ),
      resetPasswordByLink: createAuthEndpoint(
        '/reset-password-by-link',
        { method: 'POST', body: inputs.resetPassword },
        async (ctx) => ctx.json(await resetPasswordByLink(orm, ctx.body)),
      ),
      setUp: createAuthEndpoint('/setup', { method: 'POST', body: inputs.setUp }, async (ctx) => {
        const { userId, organizationSlug } = await setUpByLink(orm, ctx.body);
        await startSession(ctx, userId);
        return ctx.json({ organizationSlug });
      }),
    },
  } satisfies BetterAuthPlugin;
}

async function startSession(ctx: Parameters<typeof setSessionCookie>[0], userId: string): Promise<void> {
  const user = await ctx.context.internalAdapter.findUserById(userId);
  if (!user) throw new SpentLinkError();
  const session = await ctx.context.internalAdapter.createSession(userId);
  await setSessionCookie(ctx, { session, user });
}
