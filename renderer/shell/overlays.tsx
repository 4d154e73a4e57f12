import type { ShopView } from '../../app/contract/accounts.ts';
import { lazily } from '../widgets/lazily.tsx';
import { useOverlay } from './overlay.ts';
import { Palette } from './palette.tsx';

const GuideList = lazily(async () => (await import('./guide-list.tsx')).GuideList);
const MessageList = lazily(async () => (await import('./message-list.tsx')).MessageList);
const Preferences = lazily(async () => (await import('./preferences.tsx')).Preferences);
const ShortcutList = lazily(async () => (await import('./shortcuts.tsx')).ShortcutList);

/**
 * The windows over the tabs: one at a time. The palette comes with the first screen: people type on as they open it, and what is
 * typed before its file is there would be lost.
 */
export function Overlays({ shops, shop }: { shops: readonly ShopView[]; shop: ShopView | null }) {
  const open = useOverlay((state) => state.open);
  switch (open) {
    case 'palette':
      return <Palette shops={shops} shop={shop} />;
    case 'shortcuts':
      return <ShortcutList />;
    case 'messages':
      return <MessageList />;
    case 'preferences':
      return <Preferences />;
    case 'guide':
      return <GuideList />;
    default:
      return null;
  }
}
