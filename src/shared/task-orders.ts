/** What a list of tasks can be ordered by; `-` before it turns it round. */
export const taskOrders = ['id', 'updated', 'state', 'annotations', 'score'] as const;
export type TaskOrder = (typeof taskOrders)[number];
export type TaskSort = TaskOrder | `-${TaskOrder}`;

export const taskSorts = taskOrders.flatMap((order): TaskSort[] => [order, `-${order}`]);
