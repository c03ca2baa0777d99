import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type pg from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { TooManyAttemptsError } from './auth-errors.ts';

const quarterOfAnHour = 15 * 60;

/** Failed attempts that are allowed within a quarter of an hour. */
const allowed = { account: 10, address: 100 };

export type Attempts = {
  /**
   * Counts an attempt before it is made, so that many at once cannot all slip through, and answers with what to call
   * when it succeeded. Counting by account never asks whether there is one: an unknown address is answered alike.
   */
  begin(who: { account?: string; address: string }): Promise<{ succeeded(): Promise<void> }>;
};

export function createAttempts(pool: pg.Pool): Attempts {
  const limiter = (keyPrefix: keyof typeof allowed) =>
    new RateLimiterPostgres({
      storeClient: pool,
      storeType: 'pool',
      schemaName: 'auth',
      tableName: 'login_limit',
      tableCreated: true,
      keyPrefix,
      points: allowed[keyPrefix],
      duration: quarterOfAnHour,
    });
  const accounts = limiter('account');
  const addresses = limiter('address');

  return {
    async begin({ account, address }) {
      const addressKey = network(address);
      // An address that is full must not count against the account: nobody is locked out by a refused stranger.
      await consume(addresses, addressKey);
      const accountKey = account && createHash('sha256').update(account).digest('base64url');
      if (accountKey) await consume(accounts, accountKey);
      return {
        async succeeded() {
          await addresses.reward(addressKey);
          if (accountKey) await accounts.delete(accountKey);
        },
      };
    },
  };
}

async function consume(limiter: RateLimiterPostgres, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    throw new TooManyAttemptsError(Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)));
  }
}

/** Who has one IPv6 address has 2^64 of them: the first half of it is counted. */
function network(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address.replace(/^::ffff:/i, '');
  const [head = '', tail] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? [] : Array<string>(8 - left.length - right.length).fill('0');
  return [...left, ...zeros, ...right].slice(0, 4).join(':').toLowerCase();
}
