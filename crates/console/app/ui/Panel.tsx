import { Dialog } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import { Icon } from './Icon';

type Props = { title: string; isOpen: boolean; onClose: () => void; children: ReactNode };

/** Initial focus: the first field with a fault, else the first field. */
function firstField(): HTMLElement | true {
  const find = (which: string) => document.querySelector<HTMLElement>(`[data-form] ${which}`);
  return find('[aria-invalid="true"]') ?? find(':is(input, textarea, select)') ?? true;
}

/** A side panel with a form or a record. */
export function Panel({ title, isOpen, onClose, children }: Props) {
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="panel" data-form="" initialFocus={firstField}>
          <div className="panel-head">
            <Dialog.Title>{title}</Dialog.Title>
            <Dialog.Close className="button quiet icon small" aria-label="Close">
              <Icon name="close" />
            </Dialog.Close>
          </div>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** A dialog. */
export function Ask({ title, isOpen, onClose, children }: Props) {
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="dialog" data-form="" initialFocus={firstField}>
          <Dialog.Title>{title}</Dialog.Title>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
