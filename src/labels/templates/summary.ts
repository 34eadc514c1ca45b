import type { Template } from './template.ts';

export const summaryTemplate: Template = {
  id: 'summary',
  title: 'Summary',
  group: 'Text',
  description: 'Write a summary of each text.',
  config: `<View>
  <Text name="text" value="$text"/>
  <Header value="Say it in a sentence or two"/>
  <TextArea name="summary" toName="text" rows="4" editable="true" maxSubmissions="1"/>
</View>
`,
  sampleData: {
    text: 'The bridge was closed in spring for repairs. In autumn it opened again, a month later than planned, because parts came late.',
  },
};
