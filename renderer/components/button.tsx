import { ExternalLink as ExternalIcon, PencilLine } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { words } from '../words/common';

/** `primary` continues or only reads; `write` changes something in Okta and always shows the pencil icon. */
type Kind = 'primary' | 'write' | 'plain' | 'small' | 'quiet';

interface Props {
  kind?: Kind;
  onPress?: () => void;
  isDisabled?: boolean;
  isPending?: boolean;
  type?: 'button' | 'submit';
  /** Id of the form that it submits, where that is not around it. */
  form?: string;
  ref?: Ref<HTMLButtonElement>;
  'aria-label'?: string;
  'aria-current'?: 'page';
  'aria-expanded'?: boolean;
  'aria-controls'?: string;
  children: ReactNode;
}

/** While pending it keeps the focus and ignores presses; the status in the bar says what is pending. */
export function Button({
  kind = 'plain',
  onPress,
  isDisabled = false,
  isPending = false,
  type = 'button',
  children,
  ...props
}: Props) {
  return (
    // The press handler runs before the browser submits: if React reused the element as another form's submit button, that would be submitted.
    <button
      key={`${type} ${props.form ?? ''}`}
      {...props}
      className="button"
      data-kind={kind}
      disabled={isDisabled}
      {...(isPending
        ? { type: 'button', 'aria-disabled': true, 'data-busy': true }
        : { type, onClick: onPress })}
    >
      {kind === 'write' && <PencilLine aria-hidden />}
      {children}
    </button>
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
