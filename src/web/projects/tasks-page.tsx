export const TasksPage = () => null;
