import type { Template } from './template.ts';

export const topicsTemplate: Template = {
  id: 'topics',
  title: 'Topics',
  group: 'Text',
  description: 'Any number of topics for each text.',
  config: `<View>
  <Header value="What is this text about? Choose all that fit."/>
  <Text name="text" value="$text"/>
  <Choices name="topics" toName="text" choice="multiple">
    <Choice value="Politics" hotkey="1"/>
    <Choice value="Business" hotkey="2"/>
    <Choice value="Science" hotkey="3"/>
    <Choice value="Sport" hotkey="4"/>
    <Choice value="Other" hotkey="5"/>
  </Choices>
</View>
`,
  sampleData: { text: 'The city council gave the university money for a new laboratory.' },
};
