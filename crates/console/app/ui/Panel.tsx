import { Dialog } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import { Icon } from './Icon';

type Props = { title: string; isOpen: boolean; onClose: () => void; children: ReactNode };

/** Where the typing goes on: at the first field with a fault, or else at the first. */
function firstField(): HTMLElement | true {
  const find = (which: string) => document.querySelector<HTMLElement>(`[data-form] ${which}`);
  return find('[aria-invalid="true"]') ?? find(':is(input, textarea, select)') ?? true;
}

/** A form or a record that slides in at the side. */
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

/** A question in the middle of the page. */
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
