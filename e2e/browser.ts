import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { LaunchOptions } from '@playwright/test';

const cacheDir = join(import.meta.dirname, '../node_modules/.cache');

/**
 * How the browser is started. On Linux x64 it comes out of a package together with the libraries that it needs, so
 * nothing has to be installed on the machine; elsewhere Playwright's own is used.
 */
export async function browserOptions(): Promise<LaunchOptions> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return {};
  const folder = await unpack();
  return {
    executablePath: join(folder, 'chromium'),
    args: [
      '--no-sandbox',
      '--no-zygote',
      // Where there is no GPU, an imitated one took half of all the time.
      '--disable-gpu',
    ],
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
      FONTCONFIG_PATH: join(folder, 'fonts'),
    },
  };
}

/** Unpacked once per version, beside its place and then renamed: a start that is cut short leaves no half of it. */
async function unpack(): Promise<string> {
  const folder = join(cacheDir, `chromium-${version()}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cacheDir, { recursive: true });
  const unfinished = mkdtempSync(`${folder}-`);
  // The package unpacks into the temporary folder of the machine, and the libraries only where it sees this runtime.
  const { TMPDIR } = process.env;
  process.env.TMPDIR = unfinished;
  process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs24.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  await chromium.executablePath();
  if (TMPDIR === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = TMPDIR;
  // Its own configuration looks for them in the temporary folder of the machine.
  writeFileSync(
    join(unfinished, 'fonts/fonts.conf'),
    `<fontconfig><dir>${folder}/fonts/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>\n`,
  );
  // Another start that was quicker has put its own there.
  if (!existsSync(folder)) renameSync(unfinished, folder);
  return folder;
}

function version(): string {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const { version } = JSON.parse(readFileSync(join(dirname(entry), '../package.json'), 'utf8'));
  return String(version);
}
