import { useEffect, useState } from 'react';

type Theme = 'system' | 'light' | 'dark';

const NEXT: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' };
const LABEL: Record<Theme, string> = { system: 'Auto', light: 'Light', dark: 'Dark' };
const KEY = 'prytany.theme';

function stored(): Theme {
  try {
    const value = localStorage.getItem(KEY);
    return value === 'light' || value === 'dark' ? value : 'system';
  } catch {
    return 'system';
  }
}

export function ThemeSwitch() {
  const [theme, setTheme] = useState<Theme>(stored);
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // Storage may be forbidden; the choice then lasts as long as the page.
    }
  }, [theme]);
  return (
    <button type="button" className="quiet theme" onClick={() => setTheme(NEXT[theme])} aria-label={`Colours: ${LABEL[theme]}. Change`}>
      {LABEL[theme]}
    </button>
  );
}
