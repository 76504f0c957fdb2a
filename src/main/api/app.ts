import { OpenAPIHono } from '@hono/zod-openapi';
import { cors } from 'hono/cors';
import { secureHeaders } from 'hono/secure-headers';
import { PitchlineError } from '../../shared/errors.ts';
import { refuseLargeBodies } from './body.ts';
import { DOCS_PAGE, DOCS_SCRIPT } from './docs-page.ts';
import { type GuardOptions, guard } from './guard.ts';
import { identify } from './identity.ts';
import { inOurWords, notFound, problemResponse } from './problem.ts';
import { requireDeclaredRights } from './rights.ts';
import { auditRoutes } from './routes/audit.ts';
import { comparisonRoutes } from './routes/comparisons.ts';
import { correctionRoutes } from './routes/corrections.ts';
import { diagnosticsRoutes } from './routes/diagnostics.ts';
import { dispositionRoutes } from './routes/dispositions.ts';
import { eventRoutes } from './routes/events.ts';
import { evidenceRoutes } from './routes/evidence.ts';
import { exportRoutes } from './routes/export.ts';
import { folderRoutes } from './routes/folders.ts';
import { historyRoutes } from './routes/history.ts';
import { inspectionRoutes } from './routes/inspections.ts';
import { kioskRoutes } from './routes/kiosk.ts';
import { modelRoutes } from './routes/models.ts';
import { peopleRoutes } from './routes/people.ts';
import { pictureRoutes } from './routes/pictures.ts';
import { predictRoutes } from './routes/predict.ts';
import { recipePreviewRoutes } from './routes/recipe-preview.ts';
import { recipeRoutes } from './routes/recipes.ts';
import { savedFilterRoutes } from './routes/saved-filters.ts';
import { sessionRoutes } from './routes/session.ts';
import { settingRoutes } from './routes/settings.ts';
import { stationRoutes } from './routes/station.ts';
import { statisticsRoutes } from './routes/statistics.ts';
import type { Services } from './services.ts';
import { staticFiles } from './static-files.ts';

/** The station's whole face: one web-standard handler. */
export function createApi(services: Services, options: GuardOptions): OpenAPIHono {
  const app = new OpenAPIHono();
  app.use(securityHeaders());
  app.use(guard(options));
  if (options.corsOrigins.length > 0) app.use(cors({ origin: [...options.corsOrigins] }));
  app.use(refuseLargeBodies(services.maxBodyBytes));
  app.use(identify(services));
  app.onError((raised) => {
    const error = inOurWords(raised);
    if (!(error instanceof PitchlineError)) services.log('error', raised.stack ?? raised.message);
    return problemResponse(error);
  });
  app.notFound(notFound);

  app.route('/', stationRoutes(services));
  app.route('/', inspectionRoutes(services));
  app.route('/', folderRoutes(services));
  // Before the route of an inspection, which would take "export" for one.
  app.route('/', exportRoutes(services));
  app.route('/', historyRoutes(services));
  app.route('/', statisticsRoutes(services));
  app.route('/', pictureRoutes(services));
  app.route('/', evidenceRoutes(services));
  app.route('/', predictRoutes(services));
  app.route('/', recipeRoutes(services));
  app.route('/', recipePreviewRoutes(services));
  app.route('/', sessionRoutes(services));
  app.route('/', peopleRoutes(services));
  app.route('/', settingRoutes(services));
  app.route('/', kioskRoutes(services));
  app.route('/', diagnosticsRoutes(services));
  app.route('/', dispositionRoutes(services));
  app.route('/', comparisonRoutes(services));
  app.route('/', correctionRoutes(services));
  app.route('/', savedFilterRoutes(services));
  app.route('/', eventRoutes(services));
  app.route('/', auditRoutes(services));
  app.route('/', modelRoutes(services));
  requireDeclaredRights(app);
  app.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: { title: 'Pitchline', version: services.info.version },
  });
  app.get('/docs', (context) => context.html(DOCS_PAGE));
  app.get('/docs/start.js', (context) =>
    context.body(DOCS_SCRIPT, 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  );
  app.get('/docs/assets/*', staticFiles(services.apiDocsFolder, '/docs/assets/'));
  app.get('*', staticFiles(services.rendererFolder, '/'));
  return app;
}

function securityHeaders(): ReturnType<typeof secureHeaders> {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      manifestSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
    referrerPolicy: 'no-referrer',
    // The station speaks plain HTTP on a machine or a plant network.
    strictTransportSecurity: false,
  });
}
