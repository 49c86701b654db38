import { ExternalLink as ExternalIcon, PencilLine } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { ButtonProps } from 'react-aria-components';
import { words } from '../words/common';

/** `primary` continues or only reads; `write` changes something in Okta and always shows the pencil icon. */
type Kind = 'primary' | 'write' | 'plain' | 'small' | 'quiet';

interface Props extends Omit<ButtonProps, 'className' | 'style' | 'children'> {
  kind?: Kind;
  children: ReactNode;
}

/**
 * While pending it keeps the focus and ignores presses. React Aria's own pending state announces through an element that fails
 * axe once the button is unmounted; here the status in the bar says what is pending.
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
    // The press handler runs before the browser's click: if React reused the element as another form's submit button, that click would submit it.
    <AriaButton
      key={`${type} ${props.form ?? ''}`}
      {...props}
      {...(isPending ? { 'aria-disabled': true, 'data-busy': true } : { ...active, type })}
      className="button"
      data-kind={kind}
    >
      {kind === 'write' && <PencilLine aria-hidden />}
      {children}
    </AriaButton>
  );
}

/** The label beside a write button. */
export function WritesToOkta() {
  return (
    <span className="writes">
      <PencilLine aria-hidden />
      {words.writes}
    </span>
  );
}

/** A link to an external page; the shell decides whether it may be opened. */
export function OutsideLink({
  href,
  look,
  label,
  children,
}: {
  href: string;
  /** Styled as a button; `primary` when opening that page is the next action. */
  look?: 'button' | 'primary';
  /** Tells apart links that are called the same; begins with what is shown. */
  label?: string;
  children: ReactNode;
}) {
  const classes = look === undefined ? { className: 'link' } : { className: 'button', 'data-kind': look };
  return (
    <a href={href} target="_blank" rel="noreferrer" aria-label={label} {...classes}>
      {children} <ExternalIcon aria-hidden />
    </a>
  );
}
