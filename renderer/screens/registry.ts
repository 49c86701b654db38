import type { ComponentType } from 'react';
import { ApplyScreen } from './apply/apply-screen';
import { AuthenticateScreen } from './authenticate/authenticate-screen';
import { ConnectOktaScreen } from './connect-okta/connect-okta-screen';
import { ConnectionScreen } from './connection/connection-screen';
import { DestinationScreen } from './destination/destination-screen';
import { DriftScreen } from './drift/drift-screen';
import { ExplainScreen } from './explain/explain-screen';
import { LifeCycleScreen } from './life-cycle/life-cycle-screen';
import { MappingScreen } from './mapping/mapping-screen';
import { OktopostTokenScreen } from './oktopost-token/oktopost-token-screen';
import { PeopleScreen } from './people/people-screen';
import { PlanScreen } from './plan/plan-screen';
import { ScimOnScreen } from './scim-on/scim-on-screen';
import { SingleSignOnScreen } from './single-sign-on/single-sign-on-screen';
import { SummaryScreen } from './summary/summary-screen';
import { TestUserScreen } from './test-user/test-user-screen';
import { ToAppScreen } from './to-app/to-app-screen';
import { UndoScreen } from './undo/undo-screen';
import { UserNamesScreen } from './user-names/user-names-screen';
import { WelcomeScreen } from './welcome/welcome-screen';
import type { ScreenId } from '../../shared/screens';

export const screens: Record<ScreenId, ComponentType> = {
  welcome: WelcomeScreen,
  destination: DestinationScreen,
  'connect-okta': ConnectOktaScreen,
  'oktopost-token': OktopostTokenScreen,
  plan: PlanScreen,
  apply: ApplyScreen,
  'user-names': UserNamesScreen,
  'scim-on': ScimOnScreen,
  connection: ConnectionScreen,
  authenticate: AuthenticateScreen,
  'to-app': ToAppScreen,
  mapping: MappingScreen,
  'test-user': TestUserScreen,
  'single-sign-on': SingleSignOnScreen,
  summary: SummaryScreen,
  people: PeopleScreen,
  'life-cycle': LifeCycleScreen,
  undo: UndoScreen,
  drift: DriftScreen,
  explain: ExplainScreen,
};
