import { Icon, type IconName } from '@/ui/Icon';
import { chooseTheme, useTheme, type Theme } from './theme';

const THEMES: readonly { theme: Theme; label: string; icon: IconName }[] = [
  { theme: 'light', label: 'Light', icon: 'sun' },
  { theme: 'dark', label: 'Dark', icon: 'moon' },
  { theme: 'system', label: 'System', icon: 'screen' },
];

export function ThemeSwitch() {
  const now = useTheme();
  return (
    <div className="segments" role="group" aria-label="Colours">
      {THEMES.map(({ theme, label, icon }) => (
        <button key={theme} type="button" aria-label={label} title={label} aria-pressed={now === theme} onClick={() => chooseTheme(theme)}>
          <Icon name={icon} size={14} />
        </button>
      ))}
    </div>
  );
}
