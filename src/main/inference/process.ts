import { serve } from './server.ts';
import { openChannel } from './transport.ts';
import { visionTools } from './vision.ts';

/** Entry of the inference process; the station forks it. */
serve(openChannel(), visionTools);
