import { defaultMappingRows } from './app-template';
import { own } from './people';
import type { MappingRow, OktaApp, OktaUser, PracticeState, UserType } from './state';
import type { World } from './world';

/** The user type that every org has. */
export const defaultUserType: UserType = { id: 'oty000000000000000', name: 'user', displayName: 'User' };

/** A user-to-app mapping, and whose people it is for. */
export interface ToAppMapping {
  userType: UserType;
  mapping: { id: string; properties: Record<string, MappingRow> };
}

export const userTypesOf = ({ userTypes }: PracticeState): readonly UserType[] => [
  defaultUserType,
  ...Object.values(userTypes ?? {}),
];

/** Adds a user type and moves these people to it. */
export function addUserType(
  state: PracticeState,
  newId: (prefix: string) => string,
  name: string,
  people: readonly OktaUser[],
): UserType {
  const type: UserType = { id: newId('oty'), name, displayName: name };
  state.userTypes = { ...state.userTypes, [type.id]: type };
  for (const user of people) user.typeId = type.id;
  return type;
}

/** The mappings of an app, one for each user type; one that is missing is made, with the rows that Okta gives it by default. */
export function toAppMappingsOf(world: World, app: OktaApp): ToAppMapping[] {
  return userTypesOf(world.state).map((userType): ToAppMapping => {
    if (userType.id === defaultUserType.id) return { userType, mapping: app.toAppMapping };
    const known = own(app.typeMappings ?? {}, userType.id);
    if (known !== undefined) return { userType, mapping: known };
    const properties =
      app.provisioning === 'NONE' ? {} : defaultMappingRows(world.options.profile.defaultMapping);
    const mapping = { id: world.newId('prm'), properties };
    app.typeMappings = { ...app.typeMappings, [userType.id]: mapping };
    world.save();
    return { userType, mapping };
  });
}
