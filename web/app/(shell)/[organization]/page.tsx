import { redirect } from 'next/navigation';

export default async function OrganizationPage({ params }: PageProps<'/[organization]'>) {
  const { organization } = await params;
  redirect(`/${organization}/settings`);
}
