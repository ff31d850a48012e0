import { customers } from './people';
import { expect, looksRight, testsOf } from './test';

const test = testsOf();

const AS_OF = new Date();
const FISCAL_YEAR = AS_OF.getUTCFullYear() + (AS_OF.getUTCMonth() >= 6 ? 1 : 0);
const AREAS = ['France', 'Iberia', 'Nordics'];

/** A day some months from now. */
function monthsAhead(months: number): string {
  return new Date(Date.UTC(AS_OF.getUTCFullYear(), AS_OF.getUTCMonth() + months, 15)).toISOString().slice(0, 10);
}

/** The target of an area for the year. */
const targetOf = (place: number) => 120_000 + 10_000 * place;

/** Its actual revenue in the past months of the fiscal year; none in July. */
function earnedBy(place: number): { month: string; amount: number }[] {
  const months = [];
  for (let back = 1; monthsAhead(-back) >= `${FISCAL_YEAR - 1}-07`; back += 1) {
    months.push({ month: monthsAhead(-back).slice(0, 7), amount: 7000 + 1000 * place + 300 * back });
  }
  return months;
}

const sum = (amounts: readonly number[]) => amounts.reduce((all, amount) => all + amount, 0);

test.beforeAll(async ({ service }) => {
  await customers(service);
  const statuses = ['New', 'Qualified', 'Proposal', 'Negotiation', 'Won', 'Lost'];
  for (let place = 0; place < 18; place += 1) {
    await service.call('POST', '/api/opportunities', {
      cid: 1 + (place % 8),
      opportunity_status: statuses[place % statuses.length],
      monthly_estimated_revenue: `${1000 + 250 * place}.50`,
      estimated_delivery_date: monthsAhead(1 + (place % 4)),
      opportunity_sales_group: 'North',
    });
  }
  // Two with data defects.
  await service.call('POST', '/api/opportunities', { cid: 1 });
  await service.call('POST', '/api/opportunities', { cid: 2, opportunity_status: 'Verbal yes', monthly_estimated_revenue: '10.00', estimated_delivery_date: monthsAhead(1) });
  for (const [place, area] of AREAS.entries()) {
    // The last months of a year have deals of the next one, which needs targets for no more to be wrong than is meant to be.
    for (const year of [FISCAL_YEAR, FISCAL_YEAR + 1]) {
      await service.call('PUT', '/api/revenue/targets', { area, fiscal_year: year, amount: `${targetOf(place)}.00` });
    }
    for (const { month, amount } of earnedBy(place)) await service.call('PUT', '/api/revenue/actuals', { area, month, amount: `${amount}.00` });
  }
});

test('a dragged deal changes its status at once, and keeps it', async ({ console: page, service }) => {
  await page.goto('/app/pipeline');
  const won = page.getByRole('region', { name: 'Won', exact: true });
  const fresh = page.getByRole('region', { name: 'New', exact: true });
  const card = fresh.getByRole('listitem').filter({ hasText: '1,000.50' });
  await expect(card).toBeVisible();
  await looksRight(page, 'pipeline-board');
  await card.dragTo(won);
  await expect(won.getByText('1,000.50')).toBeVisible();
  const moved = async () => {
    const deals = await service.call<{ monthly_estimated_revenue: string; opportunity_status: string }[]>('GET', '/api/opportunities');
    return deals.find((deal) => deal.monthly_estimated_revenue === '1000.50')?.opportunity_status;
  };
  await expect.poll(moved).toBe('Won');
});

test('a deal is moved with the keyboard, and a refused move is undone', async ({ console: page }) => {
  await page.goto('/app/pipeline');
  const lost = page.getByRole('region', { name: 'Lost', exact: true });
  const won = page.getByRole('region', { name: 'Won', exact: true });
  await page.route('**/api/opportunities/*', (route) =>
    route.request().method() === 'PATCH'
      ? route.fulfill({ status: 409, contentType: 'application/problem+json', body: JSON.stringify({ detail: 'The deal was changed at the same time.' }) })
      : route.continue(),
  );
  const card = won.getByRole('listitem').filter({ hasText: '1,000.50' });
  await card.getByRole('button', { name: /^Move/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitemradio', { name: 'Lost' }).click();
  await expect(page.getByText('The deal was changed at the same time.')).toBeVisible();
  await expect(won.getByText('1,000.50')).toBeVisible();
  await expect(lost.getByText('1,000.50')).toHaveCount(0);
});

test('the deals are also shown as a table, where one is opened and changed', async ({ console: page }) => {
  await page.goto('/app/pipeline?view=table');
  const row = page.getByRole('row', { name: /5,250\.50/ });
  await row.getByRole('cell', { name: '5,250.50' }).click();
  const form = page.getByRole('dialog', { name: 'Deal' });
  await form.getByLabel('Monthly revenue').fill('1.005');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByLabel('Monthly revenue')).toHaveAttribute('aria-invalid', 'true');
  await form.getByLabel('Monthly revenue').fill('6000');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('row', { name: /6,000\.00/ })).toBeVisible();
  await looksRight(page, 'pipeline-table');
});

type Row = { area: string | null; target: string; pipeline: string; pipeline_weighted: string; projected: string };

test('a late answer does not close a form opened meanwhile', async ({ console: page }) => {
  await page.goto('/app/pipeline?view=table');
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route('**/api/opportunities/*', async (route) => {
    if (route.request().method() === 'PATCH') await held;
    await route.continue();
  });
  const form = page.getByRole('dialog', { name: 'Deal' });
  await page.getByRole('cell', { name: '4,250.50' }).click();
  await form.getByLabel('Sales group').fill('South');
  const answered = page.waitForResponse((response) => response.request().method() === 'PATCH');
  await form.getByRole('button', { name: 'Save' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('cell', { name: '4,500.50' }).click();
  await expect(form.getByLabel('Monthly revenue')).toHaveValue('4500.50');
  letGo();
  await answered;
  await expect(page.getByRole('row', { name: /4,250\.50/, includeHidden: true })).toContainText('South');
  await expect(form.getByLabel('Monthly revenue')).toHaveValue('4500.50');
});

test('the forecast shows twelve months against the target, as a chart and as a table', async ({ console: page, service }) => {
  // The same fiscal year as that of the targets, also when it ends while this runs.
  await page.clock.setFixedTime(AS_OF);
  await page.goto('/app/pipeline?view=forecast');
  const figure = (title: string) => page.locator('.figure').filter({ has: page.getByRole('term').getByText(title, { exact: true }) }).getByRole('definition');
  const whole = (amount: number | string) => Math.trunc(Number(amount)).toLocaleString('en-GB');
  await expect(page.getByRole('img', { name: /all areas/ })).toBeVisible();
  await expect(figure('Target')).toHaveText(whole(sum(AREAS.map((_, place) => targetOf(place)))));
  await looksRight(page, 'pipeline-forecast');
  await page.getByRole('group', { name: /as$/ }).getByRole('button', { name: 'Table' }).click();
  await expect(page.getByRole('table').first().getByRole('row')).toHaveCount(13);
  await page.getByLabel('Area', { exact: true }).selectOption('France');
  await expect(page.getByRole('region', { name: `FY${FISCAL_YEAR}, France`, exact: true })).toBeVisible();
  await expect(figure('Target')).toHaveText('120,000');
  await expect(figure('Actual to date')).toHaveText(whole(sum(earnedBy(0).map(({ amount }) => amount))));
  const { areas } = await service.call<{ areas: Row[] }>('GET', `/api/revenue/forecast?fiscal_year=${FISCAL_YEAR}`);
  const france = areas.find(({ area }) => area === 'France');
  await expect(figure('Pipeline')).toHaveText(whole(france?.pipeline ?? ''));
  await expect(figure('Weighted')).toHaveText(whole(france?.pipeline_weighted ?? ''));
  await expect(figure('Projected')).toHaveText(whole(france?.projected ?? ''));
});

test('a data defect links to its deal', async ({ console: page }) => {
  await page.goto('/app/pipeline?view=quality');
  await expect(page.getByRole('row', { name: /No revenue/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /Unknown status/ })).toBeVisible();
  await looksRight(page, 'pipeline-quality');
  await page.getByRole('row', { name: /No revenue/ }).getByRole('link').click();
  const deal = page.getByRole('dialog', { name: 'Deal' });
  await expect(deal).toBeVisible();
  // The address can be shared, and back navigation works.
  await expect(page).toHaveURL(/view=quality&deal=[0-9a-f]{32}$/);
  await page.reload();
  await expect(deal.getByLabel('Customer id')).toHaveValue('1');
  await page.keyboard.press('Escape');
  await expect(deal).toHaveCount(0);
  await expect(page).toHaveURL(/view=quality$/);
});
