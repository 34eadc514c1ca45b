export const CommitsPage = () => null;
