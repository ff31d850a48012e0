// Before anything is drawn, so that no page flashes in the other colours.
(() => {
  let theme = null;
  try {
    theme = localStorage.getItem('frontdesk.theme');
  } catch {
    // Where storage is blocked the system decides.
  }
  if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme;
})();
