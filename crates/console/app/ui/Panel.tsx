import { Dialog } from '@base-ui/react/dialog';
import type { ReactNode, RefObject } from 'react';
import { Icon } from './Icon';

type Props = {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  firstField?: RefObject<HTMLElement | null>;
};

/** A form or a record that slides in at the side. */
export function Panel({ title, isOpen, onClose, children, firstField }: Props) {
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="panel" {...(firstField === undefined ? {} : { initialFocus: firstField })}>
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
export function Ask({ title, isOpen, onClose, children, firstField }: Props) {
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="dialog" {...(firstField === undefined ? {} : { initialFocus: firstField })}>
          <Dialog.Title>{title}</Dialog.Title>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
