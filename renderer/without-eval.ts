import { z } from 'zod';

// zod tries `new Function('')` as soon as a schema is created. The CSP forbids it and would report each attempt: this module is
// imported before any schema.
z.config({ jitless: true });
