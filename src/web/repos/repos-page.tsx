export const ReposPage = () => null;
