import type { Metadata } from 'next';
import { BudgetSettings } from '@/settings/budgets/budget-settings';

export const metadata: Metadata = { title: 'Budgets' };

export default function BudgetsPage() {
  return <BudgetSettings />;
}
