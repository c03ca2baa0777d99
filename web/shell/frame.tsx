'use client';

import { CSPProvider } from '@base-ui/react/csp-provider';
import { PanelLeft } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { IconButton } from '@/ui/icon-button';
import { later } from '@/ui/later';
import { Logo } from '@/ui/logo';
import { Toasts } from '@/ui/toasts';
import { useEver } from '@/ui/use-ever';
import { CommandCenter } from './command-center';
import { rememberOrganization } from './remembered-organization';
import { Sidebar } from './sidebar';
import { useViewer } from './viewer';

// Fetched when it is first opened.
const NavigationDrawer = later(() => import('./navigation-drawer').then((module) => module.NavigationDrawer));

/** What stands around every page: the sidebar, on phones a bar with a drawer, the command palette and the toasts. */
export function Frame({ children }: { children: ReactNode }) {
  const { membership } = useViewer();
  const [drawerOpen, setDrawerOpen] = useState(false);
  const [collapsed, setCollapsed] = useState(false);
  const slug = membership?.slug;

  useEffect(() => {
    if (slug) rememberOrganization(slug);
  }, [slug]);

  return (
    // Its popups would bring style elements, which the Content-Security-Policy refuses; ours need none.
    <CSPProvider disableStyleElements>
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-ink px-3 py-2 text-canvas focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the content
      </a>
      <CommandCenter>
        <div className="flex min-h-dvh max-md:flex-col">
          <Sidebar collapsed={collapsed} onCollapsedChange={setCollapsed} />
          <header className="sticky top-0 z-20 flex h-13 items-center gap-2 border-b border-line bg-canvas px-3 md:hidden">
            <IconButton label="Open the navigation" onClick={() => setDrawerOpen(true)}>
              <PanelLeft />
            </IconButton>
            <Logo />
          </header>
          {useEver(drawerOpen) && <NavigationDrawer open={drawerOpen} onOpenChange={setDrawerOpen} />}
          <main id="content" tabIndex={-1} className="min-w-0 flex-1 outline-none">
            {children}
          </main>
        </div>
      </CommandCenter>
      <Toasts />
    </CSPProvider>
  );
}
