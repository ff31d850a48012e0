import { expect, test } from 'vitest';
import { figuresOf } from '@/features/settings/metrics';

test('counters are summed over their labels, and buckets omitted', () => {
  const text = `# HELP requests Requests that were answered.
# TYPE requests counter
requests_total{route="/clients",status="200"} 3
requests_total{route="/clients",status="400"} 2
# HELP latency How long.
latency_bucket{le="0.1"} 5
latency_sum 0.25
latency_count 5
in_flight 1
# EOF`;
  expect(figuresOf(text)).toEqual([
    { name: 'requests_total', help: 'Requests that were answered', total: 5 },
    { name: 'latency_count', help: 'How long', total: 5 },
    { name: 'in_flight', help: '', total: 1 },
  ]);
});
