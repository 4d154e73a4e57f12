import { create } from 'zustand';
import { recall, remember } from '../widgets/remember.ts';

export type Theme = 'system' | 'light' | 'dark';

interface ThemeState {
  readonly theme: Theme;
  choose(theme: Theme): void;
}

/** Light, dark, or as the system says; the stylesheet reads it from the root element. */
export const useTheme = create<ThemeState>((set) => ({
  theme: 'system',
  choose: (theme) => {
    remember('theme', theme);
    apply(theme);
    set({ theme });
  },
}));

function apply(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** Before the first paint: the theme chosen last. */
export function restoreTheme(): void {
  const kept = recall('theme');
  const theme: Theme = kept === 'light' || kept === 'dark' ? kept : 'system';
  apply(theme);
  useTheme.setState({ theme });
}

/** What the eye sees now, whoever chose it. */
export function isDark(theme: Theme): boolean {
  if (theme !== 'system') return theme === 'dark';
  return window.matchMedia('(prefers-color-scheme: dark)').matches;
}
