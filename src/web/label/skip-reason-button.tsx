import { ChevronDown } from 'lucide-react';
import { Button, type ButtonProps } from '../parts/button.tsx';

/** The half of Skip that asks why. */
export const SkipReasonButton = (props: ButtonProps) => (
  <Button
    iconOnly
    icon={<ChevronDown />}
    aria-label="Skip with a reason"
    title="Skip… and say why (Ctrl+Shift+Space)"
    {...props}
  />
);
