import { Compass } from 'lucide-react';
import { LinkButton } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { useTitle } from '../use-title.ts';
import { LonePage } from './lone-page.tsx';

export const NotFoundPage = () => {
  useTitle('Not found');
  return (
    <LonePage>
      <EmptyState
        whole
        icon={<Compass />}
        title="There is nothing at this address"
        actions={
          <LinkButton to="/" variant="primary">
            Go home
          </LinkButton>
        }
      >
        It was moved or deleted, or it belongs to an organisation that you are not a member of.
      </EmptyState>
    </LonePage>
  );
};
