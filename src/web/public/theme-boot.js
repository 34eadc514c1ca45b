// Runs before the first paint, so that a page in the dark theme never flashes white. Not inline: the policy forbids it.
try {
  const theme = localStorage.getItem('lw-theme');
  if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme;
} catch {}
