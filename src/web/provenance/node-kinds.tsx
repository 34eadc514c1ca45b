import { Box, Cog, Database, GitCommitHorizontal, PencilLine, Sparkles, Tags } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ProvenanceNode } from './layout-graph.ts';

type Kind = { readonly name: string; readonly many: string; readonly icon: ReactNode };

/** How each kind of node is called and drawn. */
export const nodeKinds: Readonly<Record<ProvenanceNode['type'], Kind>> = {
  input: { name: 'Data', many: 'data commits', icon: <Database /> },
  annotation: { name: 'Annotation', many: 'annotations', icon: <PencilLine /> },
  labels: { name: 'Label commit', many: 'label commits', icon: <GitCommitHorizontal /> },
  run: { name: 'Run', many: 'runs', icon: <Cog /> },
  model: { name: 'Model', many: 'models', icon: <Box /> },
  predictions: { name: 'Predictions', many: 'commits of predictions', icon: <Tags /> },
  prediction: { name: 'Suggestion', many: 'suggestions', icon: <Sparkles /> },
};
