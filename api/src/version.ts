import manifest from '../package.json' with { type: 'json' };

/** The version of this program, as every part of it shows it. */
export const version: string = manifest.version;
