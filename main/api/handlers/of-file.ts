import { AppFailure } from '../../../shared/errors';
import { shown } from '../../files/clean';

/** Reads a file that the admin gave: what refuses its content names it. `name`: its file name. @throws AppFailure as `read` does. */
export async function ofFile<T>(name: string, read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof AppFailure) || !isOfContent(error)) throw error;
    const message = `“${shown(name)}”: ${error.message}`;
    throw new AppFailure({ ...error.error, message }, { cause: error });
  }
}

const isOfContent = ({ error: { code } }: AppFailure): boolean =>
  code === 'bad-input' || code === 'newer-version';
