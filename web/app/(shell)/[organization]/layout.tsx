import { Shell } from '@/shell/shell';

export default async function OrganizationLayout({ children, params }: LayoutProps<'/[organization]'>) {
  const { organization } = await params;
  return <Shell organization={organization}>{children}</Shell>;
}
