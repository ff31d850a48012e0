/** The labels of a customer's flags. */
export const FLAGS = [
  ['has_support_contract', 'Support contract'],
  ['has_dedicated_account_manager', 'Dedicated account manager'],
  ['has_dedicated_technical_consultant', 'Dedicated technical consultant'],
  ['has_discounted_pricing', 'Discounted pricing'],
] as const;

export type FlagName = (typeof FLAGS)[number][0];
