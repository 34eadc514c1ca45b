import type { CliCommand } from '../command.ts';

/** Each node with what it was made from; a graph is read from its nodes, so `--raw` prints it whole. */
export const listProvenance: CliCommand = {
  name: 'list provenance',
  args: '<project> [node]',
  summary: 'What was made from what: data, annotations, label commits, runs, models, predictions',
  examples: ['list provenance 1', 'list provenance 1 annotation:40', 'list provenance 1 prediction:7 --raw'],
  async run({ client, raw, print, printList, note }, args) {
    const [id, node] = args as [string, string | undefined];
    const graph = await client.pipelines.provenance({ params: { id }, query: { node } });
    if (raw) {
      print(graph, () => '');
      return;
    }
    const titles = new Map(graph.nodes.map((node) => [node.id, node.title]));
    await printList(graph.nodes, [
      { title: 'TYPE', text: (node) => node.type },
      { title: 'WHAT', text: (node) => node.title },
      { title: 'TIME', text: (node) => node.time ?? '-' },
      {
        title: 'MADE FROM',
        text: (node) =>
          graph.edges
            .filter((edge) => edge.to === node.id)
            .map((edge) => titles.get(edge.from) ?? edge.from)
            .join('; '),
      },
    ]);
    if (graph.truncated) note('there is more than is shown');
  },
};
