import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import { answer, api, type Schemas } from '@/api/client';
import type { Customer } from '@/api/customers';
import { useChosenFirm } from '@/api/firm';
import { Filter } from '@/ui/Filter';
import { nameOf, words } from '@/ui/format';
import { Grid, type Column } from '@/ui/Grid';
import { Empty, Loaded } from '@/ui/State';

type Finding = Schemas['QualityView'];

type Props = { customers: ReadonlyMap<number, Customer>; onOpen: (oid: string) => void };

/** Data defects that distort the forecast, with their deals. */
export function Quality({ customers, onOpen }: Props) {
  const firm = useChosenFirm();
  const [reason, setReason] = useState('');
  const query = useQuery({ queryKey: ['opportunity quality', firm], queryFn: () => answer(api.GET('/api/opportunities/quality')) });
  const columns = useMemo((): readonly Column<Finding>[] => {
    const name = (finding: Finding) => nameOf(customers.get(finding.cid) ?? { id: finding.cid });
    return [
      {
        id: 'customer',
        title: 'Customer',
        width: 190,
        sort: name,
        cell: (finding) => (
          <Link to={{ search: `?view=quality&deal=${finding.oid}` }}>{name(finding)}</Link>
        ),
      },
      { id: 'reason', title: 'Problem', width: 200, sort: (finding) => words(finding.reason), cell: (finding) => words(finding.reason) },
      { id: 'detail', title: 'Details', width: 420, sort: (finding) => finding.detail, cell: (finding) => finding.detail },
    ];
  }, [customers]);
  return (
    <Loaded query={query}>
      {(findings) => {
        const reasons = [...new Set(findings.map((finding) => finding.reason))].sort();
        return (
          <>
            <div className="row">
              <Filter
                label="Problem"
                none="Problem: all"
                isWide
                value={reason}
                choices={reasons.map((one) => ({ value: one, label: `${words(one)} (${findings.filter((finding) => finding.reason === one).length})` }))}
                onChange={setReason}
              />
            </div>
            <Grid
              label="Findings"
              rows={findings.filter((finding) => reason === '' || finding.reason === reason)}
              columns={columns}
              rowKey={(finding) => `${finding.oid} ${finding.reason}`}
              initialSort={{ column: 'reason', isDescending: false }}
              onOpen={(finding) => onOpen(finding.oid)}
              empty={<Empty title="No problems found" />}
            />
          </>
        );
      }}
    </Loaded>
  );
}
