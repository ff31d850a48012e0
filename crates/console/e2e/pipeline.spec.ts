import { customers } from './people';
import { expect, looksRight, testsOf } from './test';

const test = testsOf();

const AS_OF = new Date();

/** A day in so many months. */
function monthsAhead(months: number): string {
  return new Date(Date.UTC(AS_OF.getUTCFullYear(), AS_OF.getUTCMonth() + months, 15)).toISOString().slice(0, 10);
}

test.beforeAll(async ({ service }) => {
  await customers(service);
  const statuses = ['New', 'Qualified', 'Proposal', 'Negotiation', 'Won', 'Lost'];
  for (let place = 0; place < 18; place += 1) {
    await service.call('POST', '/api/opportunities', {
      cid: 1 + (place % 8),
      opportunity_status: statuses[place % statuses.length],
      monthly_estimated_revenue: `${1000 + 250 * place}.50`,
      estimated_delivery_date: monthsAhead(place % 4),
      opportunity_sales_group: 'North',
    });
  }
  // Two that would make a forecast wrong.
  await service.call('POST', '/api/opportunities', { cid: 1 });
  await service.call('POST', '/api/opportunities', { cid: 2, opportunity_status: 'Verbal yes', monthly_estimated_revenue: '10.00', estimated_delivery_date: monthsAhead(1) });
  const year = AS_OF.getUTCFullYear() + (AS_OF.getUTCMonth() >= 6 ? 1 : 0);
  for (const area of ['France', 'Iberia', 'Nordics']) {
    await service.call('PUT', '/api/revenue/targets', { area, fiscal_year: year, amount: '120000.00' });
    // What was earned in the months of the fiscal year that have ended.
    for (let back = 1; monthsAhead(-back) >= `${year - 1}-07`; back += 1) {
      await service.call('PUT', '/api/revenue/actuals', { area, month: monthsAhead(-back).slice(0, 7), amount: `${7000 + 300 * back}.25` });
    }
  }
});

test('a deal is dragged to another status at once, and stays there', async ({ console: page, service }) => {
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

test('a deal is moved by the keyboard, and a move that is refused goes back', async ({ console: page }) => {
  await page.goto('/app/pipeline');
  const lost = page.getByRole('region', { name: 'Lost', exact: true });
  const won = page.getByRole('region', { name: 'Won', exact: true });
  await page.route('**/api/opportunities/*', (route) =>
    route.request().method() === 'PATCH'
      ? route.fulfill({ status: 409, contentType: 'application/problem+json', body: JSON.stringify({ detail: 'Somebody else was faster.' }) })
      : route.continue(),
  );
  const card = won.getByRole('listitem').filter({ hasText: '1,000.50' });
  await card.getByRole('button', { name: /^Move/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitemradio', { name: 'Lost' }).click();
  await expect(page.getByText('Somebody else was faster.')).toBeVisible();
  await expect(won.getByText('1,000.50')).toBeVisible();
  await expect(lost.getByText('1,000.50')).toHaveCount(0);
});

test('the same deals are a table, in which one is opened and changed', async ({ console: page }) => {
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

test('the forecast shows twelve months against the target, as a chart and as a table', async ({ console: page }) => {
  await page.goto('/app/pipeline?view=forecast');
  await expect(page.getByRole('img', { name: /all areas/ })).toBeVisible();
  await expect(page.getByText('360,000').first()).toBeVisible();
  await looksRight(page, 'pipeline-forecast');
  await page.getByRole('group', { name: /as$/ }).getByRole('button', { name: 'Table' }).click();
  await expect(page.getByRole('table').first().getByRole('row')).toHaveCount(13);
  await page.getByLabel('Area', { exact: true }).selectOption('France');
  await expect(page.getByText('120,000').first()).toBeVisible();
});

test('what would make the forecast wrong leads to its deal', async ({ console: page }) => {
  await page.goto('/app/pipeline?view=quality');
  await expect(page.getByRole('row', { name: /No revenue/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /Unknown status/ })).toBeVisible();
  await looksRight(page, 'pipeline-quality');
  await page.getByRole('row', { name: /No revenue/ }).getByRole('link').click();
  const deal = page.getByRole('dialog', { name: 'Deal' });
  await expect(deal).toBeVisible();
  // An address that can be sent to somebody, and the way back.
  await expect(page).toHaveURL(/view=quality&deal=[0-9a-f]{32}$/);
  await page.reload();
  await expect(deal.getByLabel('Customer id')).toHaveValue('1');
  await page.keyboard.press('Escape');
  await expect(deal).toHaveCount(0);
  await expect(page).toHaveURL(/view=quality$/);
});
