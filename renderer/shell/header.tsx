import type { ShopView } from '../../app/contract/accounts.ts';
import { IconButton } from '../widgets/button.tsx';
import { Icon } from '../widgets/icons.tsx';
import { useOverlay } from './overlay.ts';
import { useShell } from './shell-state.ts';
import { isDark, useTheme } from './theme.ts';

export function Wordmark() {
  return (
    <span className="wordmark">
      <img src="/icon.svg" alt="" />
      <span className="wordmark-text">Tieout</span>
    </span>
  );
}

/** Opens the list of what the keyboard can do. */
function ShortcutsButton() {
  const show = useOverlay((state) => state.show);
  return <IconButton icon="question" label="Keyboard shortcuts (?)" onClick={() => show('shortcuts')} />;
}

/** All tabs act on the shop chosen here. */
export function ShopPicker({ shops, shop }: { shops: readonly ShopView[]; shop: ShopView | null }) {
  const chooseShop = useShell((state) => state.chooseShop);
  if (!shop) return null;
  return (
    <div className="shop-picker">
      <select
        className="input"
        aria-label="Shop"
        value={shop.shopId}
        onChange={(event) => chooseShop(event.target.value)}
      >
        {shops.map((one) => (
          <option key={one.shopId} value={one.shopId}>
            {one.name} · {one.region} · {one.currency}
          </option>
        ))}
      </select>
      {shop.isSample && (
        <span
          className="badge"
          title="Made-up data in a sandbox on this computer. Nothing reaches TikTok Shop or Stokly."
        >
          Sandbox
        </span>
      )}
    </div>
  );
}

function ThemeButton() {
  const { theme, choose } = useTheme();
  const dark = isDark(theme);
  return (
    <IconButton
      icon={dark ? 'sun' : 'moon'}
      label={dark ? 'Use light colours' : 'Use dark colours'}
      onClick={() => choose(dark ? 'light' : 'dark')}
    />
  );
}

/** What is the same on every screen: commands, keys, preferences, colours. */
export function HeaderButtons() {
  const show = useOverlay((state) => state.show);
  return (
    <div className="head-buttons">
      <button
        type="button"
        className="palette-button"
        aria-label="All commands (Ctrl+K)"
        title="All commands (Ctrl+K)"
        onClick={() => show('palette')}
      >
        <Icon name="search" />
        <span className="palette-button-text">Commands</span>
        <kbd>Ctrl+K</kbd>
      </button>
      <ShortcutsButton />
      <IconButton icon="gear" label="Preferences" onClick={() => show('preferences')} />
      <ThemeButton />
    </div>
  );
}
