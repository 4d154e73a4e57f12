import type { ShopView } from '../../app/contract/accounts.ts';
import { GuideList } from './guide-list.tsx';
import { MessageList } from './message-list.tsx';
import { useOverlay } from './overlay.ts';
import { Palette } from './palette.tsx';
import { Preferences } from './preferences.tsx';
import { ShortcutList } from './shortcuts.tsx';

/** The windows over the tabs: one at a time. */
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
