import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { sentence } from '@/api/problem';
import { Check, SelectField } from '@/ui/Field';
import { Notice } from '@/ui/Form';
import { Failed, Loading } from '@/ui/State';
import { KINDS } from './kinds';
import { LayoutFields } from './LayoutFields';
import { MappingTable } from './MappingTable';
import { guessKind, preview, remember, start, type Choice } from './upload';

type Props = { file: File; onOther: () => void };

/** One file before its import: kind, layout, mapping. */
export function Prepare({ file, onOther }: Props) {
  const guess = useQuery({
    queryKey: ['import kind', file.name, file.size, file.lastModified],
    queryFn: ({ signal }) => guessKind(file, KINDS.map((kind) => kind.value), signal),
    staleTime: Infinity,
    gcTime: 0,
  });
  return (
    <section className="card stack" aria-label="File to import">
      <div className="row spread">
        <h2>{file.name}</h2>
        <button type="button" className="button small" onClick={onOther}>
          Another file
        </button>
      </div>
      {guess.isPending ? <Loading label="Reading the file" /> : <Choices file={file} kind={guess.data ?? KINDS[0].value} />}
    </section>
  );
}

function Choices({ file, kind }: { file: File; kind: string }) {
  const navigate = useNavigate();
  const [choice, setChoice] = useState<Choice>({ file, kind, sheet: '', headerRow: '', encoding: '', mapping: {} });
  const [isAtomic, setAtomic] = useState(false);
  const look = useQuery({
    queryKey: ['import preview', file.name, file.size, file.lastModified, choice.kind, choice.sheet, choice.headerRow, choice.encoding, choice.mapping],
    queryFn: ({ signal }) => preview(choice, signal),
    placeholderData: (before) => before,
    gcTime: 0,
  });
  const run = useMutation({
    mutationFn: (isDryRun: boolean) => start(choice, { isDryRun, isAtomic }),
    onSuccess: (started) => {
      if (started.dry_run) remember(started.id, choice);
    },
  });
  const go = (isDryRun: boolean) => run.mutate(isDryRun, { onSuccess: (started) => void navigate(`/import/${started.id}`) });
  const faults = look.data?.faults ?? [];
  const canRun = look.data !== undefined && faults.length === 0 && !look.isFetching && !run.isPending;
  return (
    <>
      <div className="prepare-choices">
        <SelectField
          label="Kind of rows"
          choices={KINDS}
          value={choice.kind}
          onChange={(event) => setChoice({ ...choice, kind: event.target.value, mapping: {} })}
        />
        <LayoutFields choice={choice} onChange={setChoice} />
      </div>
      {look.data !== undefined && !look.isError ? (
        <MappingTable
          preview={look.data}
          onMap={(header, field) => setChoice({ ...choice, mapping: { ...choice.mapping, [header]: field } })}
        />
      ) : look.isError ? (
        <Failed error={look.error} onRetry={() => void look.refetch()} />
      ) : (
        <Loading label="Reading the file" />
      )}
      {faults.map((fault) => (
        <p key={`${fault.field} ${fault.message}`} className="notice warn">
          {fault.message}
        </p>
      ))}
      {run.isError && <Notice>{sentence(run.error)}</Notice>}
      <div className="row spread">
        <Check label="All or nothing: one rejected row rejects the file" checked={isAtomic} onChange={(event) => setAtomic(event.target.checked)} />
        <div className="row">
          <button type="button" className="button" disabled={!canRun} onClick={() => go(true)}>
            Dry run
          </button>
          <button type="button" className="button primary" disabled={!canRun} onClick={() => go(false)}>
            Import
          </button>
        </div>
      </div>
    </>
  );
}
