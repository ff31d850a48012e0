/** What a customer has or has not, as it is called on forms and pages. */
export const FLAGS = [
  ['has_support_contract', 'Support contract'],
  ['has_dedicated_account_manager', 'Own account manager'],
  ['has_dedicated_technical_consultant', 'Own technical consultant'],
  ['has_discounted_pricing', 'Discounted pricing'],
] as const;

export type FlagName = (typeof FLAGS)[number][0];
