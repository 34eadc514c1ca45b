import type { Template } from './template.ts';

export const sentimentTemplate: Template = {
  id: 'sentiment',
  title: 'Sentiment',
  group: 'Text',
  description: 'Positive, negative or neutral: one answer for each text.',
  config: `<View>
  <Header value="What is the mood of this text?"/>
  <Text name="text" value="$text"/>
  <Choices name="sentiment" toName="text" choice="single" showInLine="true">
    <Choice value="Positive" hotkey="1"/>
    <Choice value="Negative" hotkey="2"/>
    <Choice value="Neutral" hotkey="3"/>
  </Choices>
</View>
`,
  sampleData: { text: 'The parcel came a day early, and the shelf was up in ten minutes.' },
};
