import { z } from 'zod';

export const time = z.iso.datetime();
