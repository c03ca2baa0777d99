/** So long a database that is away is waited for: its restart is no reason to fail a run. */
export const patienceMs = 120_000;
