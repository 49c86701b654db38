import { scim } from '../../../shared/oktopost';
import { AskOkta } from '../../components/ask-okta';
import { Details } from '../../components/details';
import type { GuidedAction } from '../../components/guided-action';
import { GuidedScreen } from '../../components/guided-screen';
import { ConnectionDrawing, NoProvisioningDrawing } from '../../drawings/connection';
import { useSnapshot, useTarget } from '../../store/context';
import { Token } from './token';
import { words } from './words';

const { importUsers, pushGroups, importGroups } = words.boxes;

const off = [importUsers, pushGroups, importGroups];
/** In the order of Okta's page. */
const boxes = [
  { label: importUsers.label, on: false },
  ...scim.supportedActions.map((label) => ({ label, on: true })),
  { label: pushGroups.label, on: false },
  { label: importGroups.label, on: false },
];

export function ConnectionScreen() {
  const { links, app, label } = useSnapshot();
  const { actions, labels, missing } = words;
  const baseUrl = useTarget()?.scimBaseUrl ?? null;
  const numbered: GuidedAction[] = [
    { text: actions.open },
    {
      text: actions.fields,
      values: [
        ...(baseUrl === null ? [] : [{ label: labels.baseUrl, value: baseUrl, copy: true }]),
        { label: labels.identifier, value: scim.uniqueIdentifier, copy: true },
      ],
    },
    { text: actions.boxes, boxes },
    { text: actions.mode(scim.authenticationMode) },
    { text: actions.token, more: <Token /> },
    { text: actions.test },
    { text: actions.save },
  ];
  return (
    <GuidedScreen
      step="connection"
      words={words}
      href={links.oktaIntegration}
      drawing={
        <ConnectionDrawing
          alt={words.drawing}
          label={app?.label ?? label}
          baseUrl={baseUrl ?? ''}
          identifier={scim.uniqueIdentifier}
          mode={scim.authenticationMode}
          boxes={boxes}
        />
      }
      actions={numbered}
      missing={missing.title}
      after={
        <Details title={words.boxesOff}>
          <ul className="bullets">
            {off.map(({ label: box, reason }) => (
              <li key={box}>
                <strong>{box}</strong>: {reason}
              </li>
            ))}
          </ul>
        </Details>
      }
    >
      <NoProvisioningDrawing alt={missing.drawing} />
      <p>{missing.noTab}</p>
      <p>{missing.test}</p>
      <ul className="bullets">
        {missing.failures.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <AskOkta missing={missing.ask} afterScim />
    </GuidedScreen>
  );
}
