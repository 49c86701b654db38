import { z } from 'zod';

// zod tries `new Function('')` as soon as a schema is made. The CSP forbids it, and would report each try: this module is
// imported before any schema.
z.config({ jitless: true });
