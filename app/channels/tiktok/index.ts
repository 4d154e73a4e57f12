import { err, ok, type Result } from '../../domain/result.ts';
import type { Channel } from '../../ports/channel.ts';
import { createTikTokChannel, type TikTokDeps } from './channel.ts';
import { tikTokConfig } from './config.ts';

/** How TikTok Shop is offered when a shop is linked (channels/registry.ts). */
export const tiktok = {
  name: 'TikTok Shop',
  fields: [
    { key: 'appKey', label: 'App key', isSecret: false },
    { key: 'appSecret', label: 'App secret', isSecret: true },
    { key: 'serviceId', label: 'Service id', isSecret: false },
    { key: 'market', label: 'Market', isSecret: false },
  ],
  /** `link` is what was typed or kept; hostile until checked here. The error is a sentence to be shown. */
  open(
    link: unknown,
    deps: TikTokDeps,
  ): Result<Channel, { readonly field: string; readonly message: string }> {
    const parsed = tikTokConfig.safeParse(link);
    if (parsed.success) return ok(createTikTokChannel(parsed.data, deps));
    const [issue] = parsed.error.issues;
    return err({
      field: String(issue?.path[0] ?? ''),
      message: issue?.message ?? 'The link cannot be read.',
    });
  },
};
