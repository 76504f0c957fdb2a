import { z } from 'zod';

/** How long the PIN that ends kiosk mode must at least be. */
export const SHORTEST_KIOSK_PIN = 4;

const PinSchema = z.string().min(1, 'must not be empty').max(200, 'is too long');

export const KioskPinSchema = z.strictObject({ pin: PinSchema });

export const KioskSchema = z.object({
  /** Without a PIN kiosk mode cannot begin: nobody could end it. */
  pinSet: z.boolean(),
});
export type Kiosk = z.infer<typeof KioskSchema>;

export const KioskLeftSchema = z.object({ left: z.literal(true) });
