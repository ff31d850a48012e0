import { useQuery } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { useChosenFirm } from '@/api/firm';

/** The range and topic of counts. Empty means all. */
export type Question = { start_date: string; end_date: string; topic: string };

export type Bucket = 'day' | 'week' | 'month';

function parametersOf(question: Question) {
  return Object.fromEntries(Object.entries(question).filter(([, value]) => value !== '')) as Partial<Question>;
}

export function useByChannel(question: Question) {
  const firm = useChosenFirm();
  return useQuery({
    queryKey: ['interactions', firm, 'by channel', question],
    queryFn: () => answer(api.GET('/api/v1/interactions/by-channel', { params: { query: parametersOf(question) } })),
    placeholderData: (before) => before,
  });
}

export function useTimeline(question: Question, bucket: Bucket) {
  const firm = useChosenFirm();
  return useQuery({
    queryKey: ['interactions', firm, 'timeline', bucket, question],
    queryFn: () => answer(api.GET('/api/v1/interactions/timeline', { params: { query: { ...parametersOf(question), bucket } } })),
    placeholderData: (before) => before,
  });
}

export function useByTopic(question: Question) {
  const firm = useChosenFirm();
  return useQuery({
    queryKey: ['interactions', firm, 'by topic', question],
    queryFn: () => answer(api.GET('/api/v1/interactions/by-topic', { params: { query: parametersOf(question) } })),
    placeholderData: (before) => before,
  });
}

export function useByType(question: Question) {
  const firm = useChosenFirm();
  return useQuery({
    queryKey: ['interactions', firm, 'by type', question],
    queryFn: () => answer(api.GET('/api/v1/interactions/by-customer-type', { params: { query: parametersOf(question) } })),
    placeholderData: (before) => before,
  });
}

export function useOfCustomer(id: number, question: Question) {
  const firm = useChosenFirm();
  return useQuery({
    queryKey: ['interactions', firm, 'of', id, question],
    queryFn: () =>
      answer(api.GET('/api/v1/interactions/{customer_id}', { params: { path: { customer_id: id }, query: parametersOf(question) } })),
    placeholderData: (before) => before,
  });
}

/** All topics of the firm, for the filter; not narrowed by the selection. */
export function useTopics(): string[] {
  const { data } = useByTopic(ALL);
  return (data?.data ?? []).map((one) => one.topic);
}

export const ALL: Question = { start_date: '', end_date: '', topic: '' };
