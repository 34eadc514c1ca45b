export const LabelPage = () => null;
