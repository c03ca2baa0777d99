/** The organisation looked at last, so that `/` and `/account` know where to go back to. */
export const rememberedOrganization = 'patchbay-organization';

export function rememberOrganization(slug: string): void {
  const secure = window.location.protocol === 'https:' ? '; secure' : '';
  document.cookie = `${rememberedOrganization}=${encodeURIComponent(slug)}; path=/; max-age=31536000; samesite=lax${secure}`;
}
