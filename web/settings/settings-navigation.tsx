'use client';

import clsx from 'clsx';
import { Link } from '@/ui/link';
import { useParams, usePathname } from 'next/navigation';
import { sectionList } from './sections';

/** A column beside the page; on narrow windows a strip above it. */
export function SettingsNavigation() {
  const pathname = usePathname();
  const { organization } = useParams<{ organization: string }>();
  return (
    <nav aria-label="Settings" className="lg:w-44 lg:shrink-0">
      <p className="mb-2 px-2 text-xs font-medium text-muted max-lg:hidden">Settings</p>
      <ul className="flex gap-0.5 max-lg:-mx-4 max-lg:overflow-x-auto max-lg:border-b max-lg:border-line max-lg:px-4 max-lg:pb-2 lg:flex-col">
        {sectionList.map(({ label, icon: Icon, path }) => {
          const href = `/${organization}/settings/${path}`;
          const here = pathname === href;
          return (
            <li key={path} className="shrink-0">
              <Link
                ref={here ? intoSight : undefined}
                href={href}
                aria-current={here ? 'page' : undefined}
                className={clsx(
                  'flex h-8 items-center gap-2.5 rounded-md px-2 text-sm transition-colors pointer-coarse:h-10',
                  here ? 'bg-sunken font-medium text-ink' : 'text-muted hover:bg-sunken hover:text-ink',
                )}
              >
                <Icon aria-hidden className="size-4 shrink-0" />
                {label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/**
 * The strip may be wider than the window, also once that is turned: what is chosen must be in sight. Only the strip is
 * moved: `scrollIntoView` would also let the keyboard start here, past everything before it.
 */
function intoSight(link: HTMLAnchorElement | null) {
  const strip = link?.closest('ul');
  if (!link || !strip) return;
  const watch = new ResizeObserver(() => {
    const [chosen, seen] = [link.getBoundingClientRect(), strip.getBoundingClientRect()];
    strip.scrollLeft += chosen.left - seen.left - (seen.width - chosen.width) / 2;
  });
  watch.observe(strip);
  return () => watch.disconnect();
}
