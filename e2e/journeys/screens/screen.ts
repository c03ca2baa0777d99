import type { Page } from '@playwright/test';

export interface Screen {
  name: string;
  path: string | ((page: Page) => Promise<string>);
  /** Its first-level heading: what is looked at only after it stands there. */
  heading: string | RegExp;
  signedOut?: boolean;
  /** What is opened on the page before it is looked at. */
  open?(page: Page): Promise<void>;
  status?: number;
  /** Looked at by `npm run screens` only: another state of a page that the suite looks at. */
  rare?: boolean;
}
