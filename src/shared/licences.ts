import { z } from 'zod';

/** The packages that the product is made of, as their own metadata has it. */
export const LicencesSchema = z.object({
  packages: z.array(
    z.object({
      name: z.string(),
      version: z.string(),
      licence: z.string(),
      /** The licence's text as the package brings it; null where it brings none. */
      text: z.string().nullable(),
    }),
  ),
});
export type Licences = z.infer<typeof LicencesSchema>;
