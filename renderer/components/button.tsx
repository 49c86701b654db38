import { ExternalLink as ExternalIcon, PencilLine } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { ButtonProps } from 'react-aria-components';
import { words } from '../words/common';

/** `primary` goes on or only reads; `write` changes something in Okta and always carries the pencil. */
type Kind = 'primary' | 'write' | 'plain' | 'small' | 'quiet';

interface Props extends Omit<ButtonProps, 'className' | 'style' | 'children'> {
  kind?: Kind;
  children: ReactNode;
}

/**
 * While pending it keeps the focus and ignores presses. React Aria's own pending state announces through an element that axe
 * refuses once the button is gone; here the bar's words tell what is under way.
 */
export function Button({
  kind = 'plain',
  isPending = false,
  onPress,
  type = 'button',
  children,
  ...props
}: Props) {
  const active = onPress === undefined ? {} : { onPress };
  return (
    // A press acts before the browser's click: were the element reused as another form's submit button, that click would submit it.
    <AriaButton
      key={`${type} ${props.form ?? ''}`}
      {...props}
      {...(isPending ? { 'aria-disabled': true, 'data-busy': true } : { ...active, type })}
      className="button"
      data-kind={kind}
    >
      {kind === 'write' && <PencilLine size={16} aria-hidden />}
      {children}
    </AriaButton>
  );
}

/** Says, beside a write button, what is special about it. */
export function WritesToOkta() {
  return (
    <span className="writes">
      <PencilLine size={16} aria-hidden />
      {words.writes}
    </span>
  );
}

/** A page outside: the shell decides whether it may be opened. */
export function OutsideLink({
  href,
  look,
  children,
}: {
  href: string;
  /** As a button; `primary` where leaving for that page is the next thing to do. */
  look?: 'button' | 'primary';
  children: ReactNode;
}) {
  const classes = look === undefined ? { className: 'link' } : { className: 'button', 'data-kind': look };
  return (
    <a href={href} target="_blank" rel="noreferrer" {...classes}>
      {children} <ExternalIcon size={14} aria-hidden />
    </a>
  );
}
