export const BrowserPage = () => null;
