import type { Template } from './template.ts';

export const spamTemplate: Template = {
  id: 'spam',
  title: 'Spam or not',
  group: 'Text',
  description: 'One of two answers for each message.',
  config: `<View>
  <Header value="Is this message spam?"/>
  <Text name="text" value="$text"/>
  <Choices name="spam" toName="text" choice="single" showInLine="true">
    <Choice value="spam" hotkey="1"/>
    <Choice value="not spam" hotkey="2"/>
  </Choices>
</View>
`,
  sampleData: { text: 'You were chosen! Send us your address today and the prize is yours.' },
};
