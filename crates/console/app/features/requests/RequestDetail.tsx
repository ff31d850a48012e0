import { useState } from 'react';
import { Link } from 'react-router';
import type { Customer } from '@/api/customers';
import { Badge } from '@/ui/Badge';
import { SelectField, TextArea } from '@/ui/Field';
import { Form } from '@/ui/Form';
import { moment, nameOf, words } from '@/ui/format';
import { Loaded } from '@/ui/State';
import { archive, assign, resolve, reword, useHistory, type Operator, type Shown, type useInbox } from './inbox';
import { useMe } from './me';
import { actionsOf } from './rules';

type OnMove = ReturnType<typeof useInbox>['move'];
type Props = { request: Shown; customer: Customer | undefined; operators: readonly Operator[]; onMove: OnMove };

/** One request with its available actions and history. */
export function RequestDetail({ request, customer, operators, onMove }: Props) {
  const actions = actionsOf(request);
  // Held here, because the field unmounts while a change is pending, and must keep its text if that fails.
  const [comment, setComment] = useState('');
  const nameOfOperator = (id: number | null) => operators.find((operator) => operator.id === id)?.name ?? (id === null ? '' : `Operator ${id}`);
  return (
    <section className="card inbox-detail stack" aria-label={`Request ${request.id}`}>
      <div className="row spread">
        <h2>
          Request {request.id} by <Link to={`/customers/${request.created_by}`}>{nameOf(customer ?? { id: request.created_by })}</Link>
        </h2>
        <span className="row">
          {request.archived && <Badge>Archived</Badge>}
          <Badge state={request.status}>{words(request.status)}</Badge>
        </span>
      </div>
      <Words request={request} canEdit={actions.includes('edit')} onMove={onMove} />
      <dl className="facts">
        <dt>Created</dt>
        <dd>{moment(request.created_at)}</dd>
        {request.processed_by !== null && (
          <>
            <dt>Operator</dt>
            <dd>{nameOfOperator(request.processed_by)}</dd>
          </>
        )}
        {request.resolution_comment !== null && (
          <>
            <dt>Answer</dt>
            <dd>{request.resolution_comment}</dd>
          </>
        )}
      </dl>
      {actions.includes('assign') && <Assign request={request} operators={operators} onMove={onMove} />}
      {actions.includes('complete') && <Resolve request={request} comment={comment} onComment={setComment} onMove={onMove} />}
      {actions.includes('archive') && (
        <div className="row">
          <button type="button" className="button" onClick={() => void onMove(archive(request.id))}>
            Archive
          </button>
        </div>
      )}
      <History id={request.id} nameOfOperator={nameOfOperator} />
    </section>
  );
}

function Words({ request, canEdit, onMove }: { request: Shown; canEdit: boolean; onMove: OnMove }) {
  const [text, setText] = useState<string>();
  const [isSending, setSending] = useState(false);
  const save = async (body: string) => {
    setSending(true);
    const isDone = await onMove(reword(request.id, body));
    setSending(false);
    if (isDone) setText(undefined);
  };
  // While the change is pending the new text is shown; if it fails, the form is restored.
  if (text === undefined || isSending) {
    return (
      <div className="row spread request-words">
        <p>{request.body}</p>
        {canEdit && !isSending && (
          <button type="button" className="button quiet small" onClick={() => setText(request.body)}>
            Edit
          </button>
        )}
      </div>
    );
  }
  return (
    <Form onSubmit={() => void save(text)}>
      <TextArea label="Request text" value={text} maxLength={4000} onChange={(event) => setText(event.target.value)} />
      <div className="row">
        <button type="submit" className="button primary" disabled={text.trim() === ''}>
          Save
        </button>
        <button type="button" className="button" onClick={() => setText(undefined)}>
          Cancel
        </button>
      </div>
    </Form>
  );
}

function Assign({ request, operators, onMove }: { request: Shown; operators: readonly Operator[]; onMove: OnMove }) {
  const [me] = useMe();
  const [chosen, setChosen] = useState('');
  const operator = chosen === '' ? (me ?? operators[0]?.id) : Number(chosen);
  if (operators.length === 0) return <p className="soft">No operators yet. Add one to assign this request.</p>;
  return (
    <div className="row assign">
      <SelectField
        label={request.status === 'PENDING' ? 'Assign to' : 'Reassign to'}
        value={String(operator ?? '')}
        choices={operators.map((one) => ({ value: String(one.id), label: one.name }))}
        onChange={(event) => setChosen(event.target.value)}
      />
      <button
        type="button"
        className={request.status === 'PENDING' ? 'button primary' : 'button'}
        disabled={operator === undefined || operator === request.processed_by}
        onClick={() => operator !== undefined && void onMove(assign(request.id, operator))}
      >
        {request.status === 'PENDING' ? 'Assign' : 'Reassign'}
      </button>
    </div>
  );
}

type ResolveProps = { request: Shown; comment: string; onComment: (comment: string) => void; onMove: OnMove };

function Resolve({ request, comment, onComment, onMove }: ResolveProps) {
  const isEmpty = comment.trim() === '';
  const end = async (status: 'COMPLETED' | 'REJECTED') => {
    if (await onMove(resolve(request.id, status, comment.trim()))) onComment('');
  };
  return (
    <div className="stack">
      <TextArea label="Comment" hint="Required to complete or reject." value={comment} maxLength={4000} onChange={(event) => onComment(event.target.value)} />
      <div className="row">
        <button type="button" className="button primary" disabled={isEmpty} onClick={() => void end('COMPLETED')}>
          Complete
        </button>
        <button type="button" className="button danger" disabled={isEmpty} onClick={() => void end('REJECTED')}>
          Reject
        </button>
      </div>
    </div>
  );
}

function History({ id, nameOfOperator }: { id: number; nameOfOperator: (id: number | null) => string }) {
  const query = useHistory(id);
  return (
    <div>
      <h3>History</h3>
      <Loaded query={query} lines={2}>
        {(moves) => (
          <ol className="history">
            {moves.map((move) => (
              <li key={move.id}>
                <span>
                  {move.from === null ? 'Created' : words(move.to)}
                  {move.operator !== null && ` · ${nameOfOperator(move.operator)}`}
                  {move.comment !== null && ` · “${move.comment}”`}
                </span>
                <span className="soft">{moment(move.at)}</span>
              </li>
            ))}
          </ol>
        )}
      </Loaded>
    </div>
  );
}
