import { useState } from 'react';
import { Page } from '@/ui/Page';
import { DropZone } from './DropZone';
import './imports.css';
import { Prepare } from './Prepare';
import { Recent } from './Recent';

/** Imports: a new one, and recent ones. */
export function Component() {
  const [file, setFile] = useState<File>();
  return (
    <Page title="Import">
      {file === undefined ? <DropZone onFile={setFile} /> : <Prepare key={`${file.name} ${file.lastModified}`} file={file} onOther={() => setFile(undefined)} />}
      <Recent />
    </Page>
  );
}
