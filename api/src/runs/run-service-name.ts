/** As Restate knows it: the api sends to it, the worker serves it. */
export const runService = 'Run';
