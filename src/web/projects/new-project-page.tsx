export const NewProjectPage = () => null;
