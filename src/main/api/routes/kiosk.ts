import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { KioskLeftSchema, KioskPinSchema, KioskSchema } from '../../../shared/kiosk.ts';
import { actorOf } from '../identity.ts';
import { json, jsonBody, newRoutes, problems } from '../openapi.ts';
import { needs } from '../rights.ts';
import type { Services } from '../services.ts';

const getKiosk = createRoute({
  ...needs('look'),
  method: 'get',
  path: '/api/v1/kiosk',
  summary: 'Whether there is a PIN that ends kiosk mode',
  responses: { 200: json(KioskSchema, 'The PIN itself is never told') },
});

const setPin = createRoute({
  ...needs('settings'),
  method: 'put',
  path: '/api/v1/kiosk',
  summary: 'Set the PIN that ends kiosk mode',
  request: { body: jsonBody(KioskPinSchema) },
  responses: { 200: json(KioskSchema, 'It is set'), ...problems(400, 422) },
});

const leave = createRoute({
  // A page in kiosk mode may have nobody signed in; the PIN is what counts.
  ...needs('open'),
  method: 'post',
  path: '/api/v1/kiosk/leave',
  summary: 'Check the PIN that ends kiosk mode',
  request: { body: jsonBody(KioskPinSchema) },
  responses: { 200: json(KioskLeftSchema, 'It is right'), ...problems(400, 401, 429) },
});

export function kioskRoutes({ kiosk }: Pick<Services, 'kiosk'>): OpenAPIHono {
  const routes = newRoutes();
  routes.openapi(getKiosk, (context) => context.json(kiosk.state, 200));
  routes.openapi(setPin, async (context) => {
    const { pin } = context.req.valid('json');
    return context.json(await kiosk.setPin(pin, actorOf(context.var.caller)), 200);
  });
  routes.openapi(leave, async (context) => {
    const { pin } = context.req.valid('json');
    const { caller } = context.var;
    await kiosk.leave(pin, caller.address, actorOf(caller));
    return context.json({ left: true as const }, 200);
  });
  return routes;
}
